/// The websockets. Start at [dev.antar.server.stream.Sockets]; a driver's is a
/// [dev.antar.server.stream.DriverSession] (docs/driver-socket.md is its contract); operators' are
/// handed on.
@NullMarked
package dev.antar.server.stream;

import org.jspecify.annotations.NullMarked;
