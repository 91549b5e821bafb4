@NullMarked
package dev.antar.server.torture;

import org.jspecify.annotations.NullMarked;
