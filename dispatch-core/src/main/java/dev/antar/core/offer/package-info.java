/// Timed proposals to one driver. Start at [dev.antar.core.offer.OfferBook].
@NullMarked
package dev.antar.core.offer;

import org.jspecify.annotations.NullMarked;
