/// `antar bench index`: moves, nearest drivers and both mixed, beside other indexes.
@NullMarked
package dev.antar.benchmarks.index;

import org.jspecify.annotations.NullMarked;
