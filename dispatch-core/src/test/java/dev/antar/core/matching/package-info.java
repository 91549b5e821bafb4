@NullMarked
package dev.antar.core.matching;

import org.jspecify.annotations.NullMarked;
