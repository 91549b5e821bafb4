package dev.antar.core.earnings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class DriverBookTest {

    @Test
    void timeIsCountedByTheMostEngagedOfAllThatADriverDoes() {
        DriverBook book = new DriverBook();
        book.wentOnline(1_000);
        book.offerReceived(2_000);
        book.offerAccepted(2_500);
        book.pickedUp(4_000);
        book.offerReceived(5_000);
        book.offerAccepted(6_000);
        book.completed(9_000, 700);
        book.pickedUp(10_000);
        book.completed(12_000, 300);
        book.wentOffline(15_000);
        long later = 99_000;
        assertEquals(4_000, book.millis(Occupation.AVAILABLE, later));
        assertEquals(500, book.millis(Occupation.OFFERED, later));
        assertEquals(2_500, book.millis(Occupation.EN_ROUTE, later));
        assertEquals(7_000, book.millis(Occupation.ENGAGED, later));
        assertEquals(14_000, book.onlineMillis(later));
        assertEquals(9_500, book.activeMillis(later));
        assertEquals(1_000, book.pay());
        assertEquals(2, book.jobsDone());
    }

    @Test
    void whatRunsOnCountsUntilNow() {
        DriverBook book = new DriverBook();
        book.wentOnline(1_000);
        assertEquals(3_000, book.onlineMillis(4_000));
        book.offerReceived(4_000);
        assertEquals(1_000, book.millis(Occupation.OFFERED, 5_000));
        assertEquals(3_000, book.millis(Occupation.AVAILABLE, 5_000));
    }

    @Test
    void afterClosingOnlyTimeWithAJobCounts() {
        DriverBook book = new DriverBook(10_000);
        book.wentOnline(1_000);
        book.offerReceived(2_000);
        book.offerAccepted(3_000);
        book.pickedUp(9_000);
        book.completed(14_000, 500);
        assertEquals(5_000, book.millis(Occupation.ENGAGED, 50_000));
        assertEquals(1_000, book.millis(Occupation.AVAILABLE, 50_000));
    }

    @Test
    void whatIsLostIsPaidForTheWayAndOffersAreCountedByTheirEnd() {
        DriverBook book = new DriverBook();
        book.wentOnline(0);
        book.offerReceived(1_000);
        book.offerDeclined(2_000);
        book.offerReceived(3_000);
        book.offerExpired(4_000);
        book.offerReceived(5_000);
        book.offerWithdrawn(6_000);
        book.offerReceived(7_000);
        book.offerAccepted(8_000);
        book.lost(9_000, 120);
        assertEquals(4, book.offersReceived());
        assertEquals(1, book.offersDeclined());
        assertEquals(1, book.offersExpired());
        assertEquals(0, book.jobsDone());
        assertEquals(120, book.wayPay());
        assertEquals(Occupation.AVAILABLE, book.current());
    }
}
