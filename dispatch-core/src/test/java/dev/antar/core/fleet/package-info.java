@NullMarked
package dev.antar.core.fleet;

import org.jspecify.annotations.NullMarked;
