@NullMarked
package dev.antar.server.json;

import org.jspecify.annotations.NullMarked;
