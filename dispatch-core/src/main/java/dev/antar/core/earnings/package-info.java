/// What a driver was paid, and for which time.
@NullMarked
package dev.antar.core.earnings;

import org.jspecify.annotations.NullMarked;
