/// The program around the engine: it wires the packages below together. Start at `Main`.
@NullMarked
package dev.antar.server;

import org.jspecify.annotations.NullMarked;
