/// Drivers and customers as state machines without clock, thread or socket; the lab runs them in
/// virtual time, the load tester in real time.
///
/// Whoever runs them calls a [dev.antar.simulator.actor.DriverActor] or
/// [dev.antar.simulator.actor.CustomerActor] with what the person sees and `now` (epoch
/// milliseconds, never going back), and with `wake(now)` at `nextAtMillis()`, which may have
/// changed after each call. The actor answers through [dev.antar.simulator.actor.DriverIntents] or
/// [dev.antar.simulator.actor.CustomerIntents], during that call and always as the last thing it
/// does, so that the sink may call it back. An actor believes only what it is told: an `Accept`
/// becomes a job by `assigned`, not by being sent. After a lost connection, `reconnected` brings an
/// actor in line with what the server says.
///
/// One actor is used by one thread at a time. It draws nothing from a shared source of chance, so
/// the order in which actors are called changes nothing.
@NullMarked
package dev.antar.simulator.actor;

import org.jspecify.annotations.NullMarked;
