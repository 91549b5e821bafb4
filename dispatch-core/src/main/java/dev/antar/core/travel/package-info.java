/// How long it takes to drive from one place to another. Start at
/// [dev.antar.core.travel.TravelTimes].
@NullMarked
package dev.antar.core.travel;

import org.jspecify.annotations.NullMarked;
