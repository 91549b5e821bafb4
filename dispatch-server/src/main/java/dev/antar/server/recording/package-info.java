/// The flight recorder: what a region was told and what it decided, in checksummed local files, and
/// how it is replayed from them bit for bit. `docs/replay.md` has the format.
@NullMarked
package dev.antar.server.recording;

import org.jspecify.annotations.NullMarked;
