@NullMarked
package dev.antar.core.geo;

import org.jspecify.annotations.NullMarked;
