/// The dispatch engine as a library: commands with their time in, events out. It reads no clock,
/// starts no thread and does no I/O. Start at `engine`.
@NullMarked
package dev.antar.core;

import org.jspecify.annotations.NullMarked;
