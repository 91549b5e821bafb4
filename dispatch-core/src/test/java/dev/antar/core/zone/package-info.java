@NullMarked
package dev.antar.core.zone;

import org.jspecify.annotations.NullMarked;
