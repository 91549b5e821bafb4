/// JMH benchmarks of the engine, beside the same work done by others. Start at `Main`.
@NullMarked
package dev.antar.benchmarks;

import org.jspecify.annotations.NullMarked;
