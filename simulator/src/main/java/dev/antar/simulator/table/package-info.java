/// Published tables made again: data sets with rules of their own and results that others have
/// published, one runner each. Start at [dev.antar.simulator.table.MealTables].
@NullMarked
package dev.antar.simulator.table;

import org.jspecify.annotations.NullMarked;
