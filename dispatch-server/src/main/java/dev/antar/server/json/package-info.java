/// Reading what strangers send and telling them what is wrong with it, the same way over HTTP and
/// sockets. Start at [dev.antar.server.json.Input]; [dev.antar.server.json.Problem] is the answer.
@NullMarked
package dev.antar.server.json;

import org.jspecify.annotations.NullMarked;
