@NullMarked
package dev.antar.simulator.profile;

import org.jspecify.annotations.NullMarked;
