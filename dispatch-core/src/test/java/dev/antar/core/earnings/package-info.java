@NullMarked
package dev.antar.core.earnings;

import org.jspecify.annotations.NullMarked;
