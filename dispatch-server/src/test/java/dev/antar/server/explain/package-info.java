@NullMarked
package dev.antar.server.explain;

import org.jspecify.annotations.NullMarked;
