/// What a customer asked for: a job, its stops, its requirements and its life cycle.
@NullMarked
package dev.antar.core.job;

import org.jspecify.annotations.NullMarked;
