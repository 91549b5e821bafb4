/// Where events are kept: PostgreSQL, brought along or given. Start at
/// [dev.antar.server.store.PgEventStore], which writes a batch in one round trip;
/// [dev.antar.server.store.Database] starts and finds the database.
@NullMarked
package dev.antar.server.store;

import org.jspecify.annotations.NullMarked;
