/// What a change of policy would have meant: the same demand and fleet under two policies, several
/// seeds, and who gains and who loses. `docs/compare.md` explains the figures.
@NullMarked
package dev.antar.simulator.compare;

import org.jspecify.annotations.NullMarked;
