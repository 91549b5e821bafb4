package dev.antar.core.earnings;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// One driver's time by [Occupation], his offers and his money. One thread.
///
/// A book may begin in the middle: what began before it is counted from its first event in it.
/// Times are epoch milliseconds and must not fall; pay is in minor units of the region's currency.
public final class DriverBook {

    private final long closingMillis;
    private final long[] millis = new long[Occupation.values().length];
    private boolean onDuty;
    private int offers;
    private int assigned;
    private int carried;
    private long sinceMillis;
    private int offersReceived;
    private int offersAccepted;
    private int offersDeclined;
    private int offersExpired;
    private int offersWithdrawn;
    private int jobsDone;
    private long jobPay;
    private long wayPay;

    /// @param closingMillis from then on time without a job no longer counts; for a recording that
    ///   ends while drivers would have worked on
    public DriverBook(long closingMillis) {
        this.closingMillis = closingMillis;
    }

    /// A book that is never closed.
    public DriverBook() {
        this(Long.MAX_VALUE);
    }

    /// Everything in it, but when it is closed.
    ///
    /// @param millis by occupation
    public record Image(
            List<Long> millis,
            boolean onDuty,
            int offers,
            int assigned,
            int carried,
            long sinceMillis,
            int offersReceived,
            int offersAccepted,
            int offersDeclined,
            int offersExpired,
            int offersWithdrawn,
            int jobsDone,
            long jobPay,
            long wayPay) {

        public Image {
            millis = List.copyOf(millis);
        }
    }

    public Image image() {
        return new Image(
                Arrays.stream(millis).boxed().toList(),
                onDuty,
                offers,
                assigned,
                carried,
                sinceMillis,
                offersReceived,
                offersAccepted,
                offersDeclined,
                offersExpired,
                offersWithdrawn,
                jobsDone,
                jobPay,
                wayPay);
    }

    /// A book that has just begun becomes as it was there.
    public void restore(Image image) {
        for (int i = 0; i < millis.length; i++) {
            millis[i] = image.millis.get(i);
        }
        onDuty = image.onDuty;
        offers = image.offers;
        assigned = image.assigned;
        carried = image.carried;
        sinceMillis = image.sinceMillis;
        offersReceived = image.offersReceived;
        offersAccepted = image.offersAccepted;
        offersDeclined = image.offersDeclined;
        offersExpired = image.offersExpired;
        offersWithdrawn = image.offersWithdrawn;
        jobsDone = image.jobsDone;
        jobPay = image.jobPay;
        wayPay = image.wayPay;
    }

    public void wentOnline(long atMillis) {
        passTo(atMillis);
        onDuty = true;
    }

    public void wentOffline(long atMillis) {
        passTo(atMillis);
        onDuty = false;
    }

    public void offerReceived(long atMillis) {
        passTo(atMillis);
        offers++;
        offersReceived++;
    }

    public void offerAccepted(long atMillis) {
        passTo(atMillis);
        offers = Math.max(0, offers - 1);
        offersAccepted++;
        assigned++;
    }

    public void offerDeclined(long atMillis) {
        passTo(atMillis);
        offers = Math.max(0, offers - 1);
        offersDeclined++;
    }

    public void offerExpired(long atMillis) {
        passTo(atMillis);
        offers = Math.max(0, offers - 1);
        offersExpired++;
    }

    public void offerWithdrawn(long atMillis) {
        passTo(atMillis);
        offers = Math.max(0, offers - 1);
        offersWithdrawn++;
    }

    public void pickedUp(long atMillis) {
        passTo(atMillis);
        assigned = Math.max(0, assigned - 1);
        carried++;
    }

    /// He delivered what he carried.
    ///
    /// @param pay for the job
    public void completed(long atMillis, long pay) {
        passTo(atMillis);
        carried = Math.max(0, carried - 1);
        jobsDone++;
        jobPay += pay;
    }

    /// A job that he had not picked up is no longer his.
    ///
    /// @param pay for the way driven in vain
    public void lost(long atMillis, long pay) {
        passTo(atMillis);
        assigned = Math.max(0, assigned - 1);
        wayPay += pay;
    }

    /// Time with this occupation until now.
    public long millis(Occupation occupation, long nowMillis) {
        long running = current() == occupation ? span(occupation, nowMillis) : 0;
        return millis[index(occupation)] + running;
    }

    /// Time on duty until now.
    public long onlineMillis(long nowMillis) {
        long sum = 0;
        for (Occupation each : Occupation.values()) {
            sum += millis(each, nowMillis);
        }
        return sum;
    }

    /// Time with a job, or on the way to one, until now.
    public long activeMillis(long nowMillis) {
        return millis(Occupation.EN_ROUTE, nowMillis) + millis(Occupation.ENGAGED, nowMillis);
    }

    public int offersReceived() {
        return offersReceived;
    }

    public int offersAccepted() {
        return offersAccepted;
    }

    public int offersDeclined() {
        return offersDeclined;
    }

    public int offersExpired() {
        return offersExpired;
    }

    /// Taken back before he answered.
    public int offersWithdrawn() {
        return offersWithdrawn;
    }

    public int jobsDone() {
        return jobsDone;
    }

    /// For jobs that he completed.
    public long jobPay() {
        return jobPay;
    }

    /// For ways driven in vain.
    public long wayPay() {
        return wayPay;
    }

    public long pay() {
        return jobPay + wayPay;
    }

    /// What he does now, or null off duty and without a job.
    public @Nullable Occupation current() {
        if (carried > 0) {
            return Occupation.ENGAGED;
        }
        if (assigned > 0) {
            return Occupation.EN_ROUTE;
        }
        if (!onDuty) {
            return null;
        }
        return offers > 0 ? Occupation.OFFERED : Occupation.AVAILABLE;
    }

    private void passTo(long atMillis) {
        Occupation occupation = current();
        if (occupation != null) {
            millis[index(occupation)] += span(occupation, atMillis);
        }
        sinceMillis = atMillis;
    }

    private long span(Occupation occupation, long untilMillis) {
        boolean working = occupation == Occupation.EN_ROUTE || occupation == Occupation.ENGAGED;
        long until = working ? untilMillis : Math.min(untilMillis, closingMillis);
        return Math.max(0, until - sinceMillis);
    }

    private static int index(Occupation occupation) {
        return switch (occupation) {
            case AVAILABLE -> 0;
            case OFFERED -> 1;
            case EN_ROUTE -> 2;
            case ENGAGED -> 3;
        };
    }
}
