/// The server's sockets as clients use them, written against `docs/http.md` and
/// `docs/driver-socket.md`: [dev.antar.simulator.wire.DriverSocket] is one phone,
/// [dev.antar.simulator.wire.JobsClient] the customers' app, [dev.antar.simulator.wire.LiveFeed] an
/// operator's map. They come back by themselves and repeat what was not answered. Everything here
/// runs on one event loop.
@NullMarked
package dev.antar.simulator.wire;

import org.jspecify.annotations.NullMarked;
