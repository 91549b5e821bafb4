/// How long a driver needs from one place to another.
@NullMarked
package dev.antar.core.travel;

import org.jspecify.annotations.NullMarked;
