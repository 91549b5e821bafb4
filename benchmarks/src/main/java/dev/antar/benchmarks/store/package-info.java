/// `antar bench store`: durable creates a second and how long one takes, beside `pgbench` that
/// writes the same rows into the same database. Start at [dev.antar.benchmarks.store.StoreTopic].
@NullMarked
package dev.antar.benchmarks.store;

import org.jspecify.annotations.NullMarked;
