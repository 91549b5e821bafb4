@NullMarked
package dev.antar.server.connections;

import org.jspecify.annotations.NullMarked;
