/// What a load run is to do, read from a small TOML file and the command line. Every mistake is
/// answered by file, line, key, rule and the nearest known word. Start at
/// [dev.antar.simulator.profile.ProfileReader].
@NullMarked
package dev.antar.simulator.profile;

import org.jspecify.annotations.NullMarked;
