/// What the benchmarks may import.
@NullMarked
package dev.antar.architecture;

import org.jspecify.annotations.NullMarked;
