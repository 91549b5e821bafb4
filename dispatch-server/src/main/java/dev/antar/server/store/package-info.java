/// What is kept in PostgreSQL, and how it gets there.
@NullMarked
package dev.antar.server.store;

import org.jspecify.annotations.NullMarked;
