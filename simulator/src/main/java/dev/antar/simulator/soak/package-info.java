/// Whether a server keeps more and more of what has come and gone: people who come, do everything
/// that one may and may not do, and leave nothing behind ([dev.antar.simulator.soak.Churn]), and
/// what the server holds all the while ([dev.antar.simulator.soak.Census]).
@NullMarked
package dev.antar.simulator.soak;

import org.jspecify.annotations.NullMarked;
