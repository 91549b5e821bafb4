/// Made-up input that every topic shares: seeded, so that a run can be repeated.
@NullMarked
package dev.antar.benchmarks.data;

import org.jspecify.annotations.NullMarked;
