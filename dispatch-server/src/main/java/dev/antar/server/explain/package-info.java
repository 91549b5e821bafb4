/// Decisions in plain words, English and Indonesian, from what was recorded of them.
@NullMarked
package dev.antar.server.explain;

import org.jspecify.annotations.NullMarked;
