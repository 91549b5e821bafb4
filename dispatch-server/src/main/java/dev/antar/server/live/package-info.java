/// What operators watch: a region cut into tiles, each change written out once however many look at
/// it, and each operator sent the tiles of his view. Start at [LiveFeed] for threads and sockets,
/// at [Picture] for what is shown. The protocol is in `docs/live-feed.md`.
@NullMarked
package dev.antar.server.live;

import org.jspecify.annotations.NullMarked;
