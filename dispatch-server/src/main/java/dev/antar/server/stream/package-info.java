/// The websockets. Start at [dev.antar.server.stream.Sockets]; a driver's is a
/// [dev.antar.server.stream.DriverSession] (docs/driver-socket.md is its contract); operators' are
/// handed on. Sessions know a [dev.antar.server.stream.Link] and a
/// [dev.antar.server.stream.SocketLoop], neither Vert.x nor a clock: they run as well without
/// sockets.
@NullMarked
package dev.antar.server.stream;

import org.jspecify.annotations.NullMarked;
