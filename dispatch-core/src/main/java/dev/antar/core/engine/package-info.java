/// The dispatcher of one region: commands with their time in, events out. Start at
/// [dev.antar.core.engine.Dispatcher]. Nothing here knows a clock, a thread, a socket or a
/// database, so the same commands give the same events everywhere.
@NullMarked
package dev.antar.core.engine;

import org.jspecify.annotations.NullMarked;
