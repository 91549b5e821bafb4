/// Who may connect, and for how long he may keep the server waiting, before anything of what he
/// says is read. Start at [Visits]; [ConnectionWatch] puts it around the port's handlers.
@NullMarked
package dev.antar.server.connections;

import org.jspecify.annotations.NullMarked;
