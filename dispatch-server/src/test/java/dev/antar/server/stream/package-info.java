@NullMarked
package dev.antar.server.stream;

import org.jspecify.annotations.NullMarked;
