@NullMarked
package dev.antar.core.travel.road;

import org.jspecify.annotations.NullMarked;
