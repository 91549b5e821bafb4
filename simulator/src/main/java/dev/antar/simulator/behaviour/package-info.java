/// How actors move, answer offers, and lose patience; all of it seeded.
@NullMarked
package dev.antar.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
