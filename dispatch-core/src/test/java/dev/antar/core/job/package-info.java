@NullMarked
package dev.antar.core.job;

import org.jspecify.annotations.NullMarked;
