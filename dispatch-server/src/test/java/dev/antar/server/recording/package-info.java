@NullMarked
package dev.antar.server.recording;

import org.jspecify.annotations.NullMarked;
