@NullMarked
package dev.antar.core.pricing;

import org.jspecify.annotations.NullMarked;
