package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.earnings.Occupation;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import org.junit.jupiter.api.Test;

/// Books that begin while people are at work.
class DriverBooksTest {

    private static final DriverId ANI = new DriverId("ani");
    private static final JobId JOB = new JobId("j");

    private final DriverBooks books = new DriverBooks(Long.MAX_VALUE);

    @Test
    void jobHeldAtTheBeginningIsLostWhenItIsCancelled() {
        DriverBook book = books.open(ANI);
        book.wentOnline(1_000);
        books.holding(ANI, JOB, 700, false, 1_000);
        assertEquals(Occupation.EN_ROUTE, book.current());

        books.apply(new Event.JobCancelled(9, 5_000, 4, JOB, CancelledBy.CUSTOMER, "late"));

        assertEquals(Occupation.AVAILABLE, book.current());
        assertEquals(4_000, book.millis(Occupation.EN_ROUTE, 9_000));
        assertEquals(0, book.pay());
    }

    @Test
    void jobHeldAtTheBeginningIsPaidWhenItIsCompleted() {
        books.open(ANI).wentOnline(1_000);
        books.holding(ANI, JOB, 700, true, 1_000);

        books.apply(new Event.JobCompleted(9, 5_000, 4, JOB, ANI));

        assertEquals(700, books.open(ANI).pay());
        assertEquals(Occupation.AVAILABLE, books.open(ANI).current());
    }

    @Test
    void whatBeganBeforeTheBookLeavesNobodyAtWorkForEver() {
        DriverBook book = books.open(ANI);
        book.wentOnline(1_000);
        books.apply(new Event.JobPickedUp(8, 2_000, 3, JOB, ANI));
        books.apply(new Event.JobCompleted(9, 5_000, 4, JOB, ANI));

        book.offerReceived(6_000);
        book.offerAccepted(7_000);

        assertEquals(Occupation.EN_ROUTE, book.current());
    }
}
