/// Every meter of the server, by name, in one place: [dev.antar.server.metrics.Meters]. Labels are
/// enums and route templates, never ids, so that their number does not grow with use.
@NullMarked
package dev.antar.server.metrics;

import org.jspecify.annotations.NullMarked;
