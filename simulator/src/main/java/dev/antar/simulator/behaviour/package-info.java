/// How people behave: whether and when a driver answers, how he moves, how long he stands at a
/// stop; how long a customer waits, and whether he changes his mind. Everything is a pure function
/// of (seed, who, about what), so what one actor does never depends on when another was asked, and
/// two policies face the same people. Start at [dev.antar.simulator.behaviour.DriverBehaviour] and
/// [dev.antar.simulator.behaviour.CustomerBehaviour]; [dev.antar.simulator.behaviour.Roads] turns
/// two places into a [dev.antar.simulator.behaviour.Route].
@NullMarked
package dev.antar.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
