/// What a job pays. Start at [dev.antar.core.pricing.RateCard].
@NullMarked
package dev.antar.core.pricing;

import org.jspecify.annotations.NullMarked;
