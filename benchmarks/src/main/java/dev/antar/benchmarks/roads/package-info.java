/// Times by road: what a lookup in a reach costs and how far it is from full routing.
@NullMarked
package dev.antar.benchmarks.roads;

import org.jspecify.annotations.NullMarked;
