package dev.antar.core.earnings;

/// All that a [DriverBook] has counted until a moment; the difference of two is a period. Times in
/// milliseconds, pay in minor units.
///
/// @param jobPay for jobs completed
/// @param wayPay for ways driven in vain
public record Tally(
        long availableMillis,
        long offeredMillis,
        long enRouteMillis,
        long engagedMillis,
        int offersReceived,
        int offersAccepted,
        int offersDeclined,
        int offersExpired,
        int offersWithdrawn,
        int jobs,
        long jobPay,
        long wayPay) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// What the book says now.
    ///
    /// @param nowMillis not before what it was told last
    public static Tally of(DriverBook book, long nowMillis) {
        return new Tally(
                book.millis(Occupation.AVAILABLE, nowMillis),
                book.millis(Occupation.OFFERED, nowMillis),
                book.millis(Occupation.EN_ROUTE, nowMillis),
                book.millis(Occupation.ENGAGED, nowMillis),
                book.offersReceived(),
                book.offersAccepted(),
                book.offersDeclined(),
                book.offersExpired(),
                book.offersWithdrawn(),
                book.jobsDone(),
                book.jobPay(),
                book.wayPay());
    }

    /// What came after the other.
    public Tally since(Tally earlier) {
        return new Tally(
                availableMillis - earlier.availableMillis,
                offeredMillis - earlier.offeredMillis,
                enRouteMillis - earlier.enRouteMillis,
                engagedMillis - earlier.engagedMillis,
                offersReceived - earlier.offersReceived,
                offersAccepted - earlier.offersAccepted,
                offersDeclined - earlier.offersDeclined,
                offersExpired - earlier.offersExpired,
                offersWithdrawn - earlier.offersWithdrawn,
                jobs - earlier.jobs,
                jobPay - earlier.jobPay,
                wayPay - earlier.wayPay);
    }

    /// With a job or on the way to one, as pay rules count it.
    public long activeMillis() {
        return enRouteMillis + engagedMillis;
    }

    public long onlineMillis() {
        return availableMillis + offeredMillis + activeMillis();
    }
}
