@NullMarked
package dev.antar.core.demand;

import org.jspecify.annotations.NullMarked;
