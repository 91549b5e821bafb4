/// What a job costs its customer before it starts.
@NullMarked
package dev.antar.core.pricing;

import org.jspecify.annotations.NullMarked;
