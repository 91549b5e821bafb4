/// Timed proposals to one driver, and how each of them ended.
@NullMarked
package dev.antar.core.offer;

import org.jspecify.annotations.NullMarked;
