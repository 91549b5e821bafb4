@NullMarked
package dev.antar.server;

import org.jspecify.annotations.NullMarked;
