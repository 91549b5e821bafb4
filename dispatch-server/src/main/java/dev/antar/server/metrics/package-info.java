/// Every meter of the server, by name.
@NullMarked
package dev.antar.server.metrics;

import org.jspecify.annotations.NullMarked;
