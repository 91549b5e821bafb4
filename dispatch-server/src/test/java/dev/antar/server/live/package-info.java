@NullMarked
package dev.antar.server.live;

import org.jspecify.annotations.NullMarked;
