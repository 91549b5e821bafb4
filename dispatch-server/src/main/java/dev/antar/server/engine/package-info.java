/// The one thread that owns a region's dispatcher: commands in, commit, effects out.
@NullMarked
package dev.antar.server.engine;

import org.jspecify.annotations.NullMarked;
