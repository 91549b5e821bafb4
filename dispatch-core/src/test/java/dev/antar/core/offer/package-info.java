@NullMarked
package dev.antar.core.offer;

import org.jspecify.annotations.NullMarked;
