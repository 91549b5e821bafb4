/// The HTTP interface, one class per resource; docs/http.md is its contract. Start at
/// [dev.antar.server.http.HttpRoutes].
@NullMarked
package dev.antar.server.http;

import org.jspecify.annotations.NullMarked;
