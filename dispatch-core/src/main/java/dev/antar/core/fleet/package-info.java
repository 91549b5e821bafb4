/// Drivers, their fixes, and the index that knows who is where.
@NullMarked
package dev.antar.core.fleet;

import org.jspecify.annotations.NullMarked;
