/// What every topic measures with: [dev.antar.benchmarks.measure.Bench] is handed to a
/// [dev.antar.benchmarks.measure.Topic] and collects its [dev.antar.benchmarks.measure.Row]s.
@NullMarked
package dev.antar.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
