@NullMarked
package dev.antar.core.travel;

import org.jspecify.annotations.NullMarked;
