package dev.antar.core.offer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.pricing.Money;

import org.junit.jupiter.api.Test;

class OfferBookTest {

    private final OfferBook book = new OfferBook(3);

    @Test
    void offerCountsUntilItsDeadlineAndNotAfter() {
        book.open(offer(1, 1_000), 0);

        assertNull(book.nextExpired(1_000));
        assertEquals(1, expiredAt(1_001).id());
    }

    @Test
    void offersExpireByDeadlineThenById() {
        book.open(offer(3, 1_000), 0);
        book.open(offer(2, 2_000), 1);
        book.open(offer(1, 1_000), 2);

        for (long id : new long[] {1, 3, 2}) {
            assertEquals(id, expiredAt(9_000).id());
            book.close(id, OfferOutcome.EXPIRED);
        }
        assertNull(book.nextExpired(9_000));
    }

    @Test
    void driverHasOneLiveOfferAtMost() {
        book.open(offer(1, 1_000), 0);

        assertThrows(IllegalStateException.class, () -> book.open(offer(2, 1_000), 0));
    }

    @Test
    void offerEndsOnce() {
        book.open(offer(1, 1_000), 0);
        book.close(1, OfferOutcome.ACCEPTED);

        assertThrows(IllegalStateException.class, () -> book.close(1, OfferOutcome.EXPIRED));
        assertNull(book.nextExpired(5_000));
    }

    @Test
    void onlyTheLatestEndedOffersAreRemembered() {
        for (int id = 1; id <= 5; id++) {
            book.open(offer(id, 1_000), 0);
            book.close(id, OfferOutcome.DECLINED);
        }

        assertNull(book.ended(2));
        assertNotNull(book.ended(3));
    }

    @Test
    void manyAnsweredOffersLeaveTheLiveOnesInOrder() {
        for (int id = 1; id <= 10_000; id++) {
            book.open(offer(id, 100_000 - id), id);
            if (id % 100 != 0) {
                book.close(id, OfferOutcome.ACCEPTED);
            }
        }

        assertEquals(100, book.size());
        assertEquals(10_000, expiredAt(1_000_000).id());
    }

    private Offer expiredAt(long nowMillis) {
        Offer expired = book.nextExpired(nowMillis);
        if (expired == null) {
            throw new AssertionError("nothing has expired at " + nowMillis);
        }
        return expired;
    }

    private static Offer offer(long id, long expiresAtMillis) {
        return new Offer(
                id,
                new JobId("j" + id),
                new DriverId("d"),
                0,
                expiresAtMillis,
                new Money(500, "EUR"),
                1,
                1,
                1,
                1);
    }
}
