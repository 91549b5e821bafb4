@NullMarked
package dev.antar.core.engine;

import org.jspecify.annotations.NullMarked;
