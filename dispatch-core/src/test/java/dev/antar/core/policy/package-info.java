@NullMarked
package dev.antar.core.policy;

import org.jspecify.annotations.NullMarked;
