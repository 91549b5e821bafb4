@NullMarked
package dev.antar.server.engine;

import org.jspecify.annotations.NullMarked;
