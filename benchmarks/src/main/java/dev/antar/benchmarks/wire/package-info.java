/// Fixes over websockets, and what an idle socket costs, beside a bare Vert.x server. Start at
/// [dev.antar.benchmarks.wire.WireTopic]; servers and clients are processes of their own
/// ([dev.antar.benchmarks.wire.Child]).
@NullMarked
package dev.antar.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
