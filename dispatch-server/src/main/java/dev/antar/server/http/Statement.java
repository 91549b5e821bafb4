package dev.antar.server.http;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.earnings.Tally;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.Adjustment;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A driver's day: his time by occupation, every offer with what became of it, and a line with its
/// reason for everything that he was paid, and for every job that he held and was not paid for.
/// Made from committed events and adjustments alone.
final class Statement {

    private final DriverId driver;
    private final long fromMillis;
    private final long toMillis;
    private final DriverBooks books = new DriverBooks(Long.MAX_VALUE);
    private final DriverBook book;
    private final Set<JobId> held = new HashSet<>();
    private final JsonArray lines = new JsonArray();
    private final OfferLines offers;
    private Tally before = Tally.NONE;
    private String currency = "";
    private boolean begun;

    /// @param toMillis until when, or until now where that is earlier
    Statement(DriverId driver, long fromMillis, long toMillis) {
        this.driver = driver;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.book = books.open(driver);
        this.offers = new OfferLines(fromMillis);
    }

    /// @param events the driver's, from before the day on, in order
    /// @param adjustments of the day
    JsonObject of(List<Event> events, List<Adjustment> adjustments) {
        for (Event event : events) {
            if (!begun && event.atMillis() >= fromMillis) {
                begin();
            }
            note(event);
        }
        if (!begun) {
            begin();
        }
        long adjusted = 0;
        for (Adjustment each : adjustments) {
            adjusted += each.money().amount();
            currency = each.money().currency();
            line(
                    each.atMillis(),
                    each.job(),
                    "ADJUSTMENT",
                    each.by() + ": " + each.reason(),
                    each.money().amount());
        }
        return json(adjusted);
    }

    private void begin() {
        begun = true;
        before = Tally.of(book, fromMillis);
    }

    private void note(Event event) {
        long jobPay = book.jobPay();
        long wayPay = book.wayPay();
        books.apply(event);
        offers.note(event);
        switch (event) {
            case Event.OfferMade made -> currency = made.offer().pay().currency();
            case Event.SwapOffered swap -> currency = swap.offer().pay().currency();
            case Event.OfferAccepted accepted -> held.add(accepted.job());
            case Event.JobCompleted done -> {
                held.remove(done.job());
                line(done.atMillis(), done.job(), "JOB", "completed", book.jobPay() - jobPay);
            }
            case Event.JobReleased released -> {
                held.remove(released.job());
                long way = book.wayPay() - wayPay;
                line(
                        released.atMillis(),
                        released.job(),
                        way == 0 ? "UNPAID" : "WAY",
                        reason(released.reason(), way),
                        way);
            }
            case Event.JobCancelled cancelled when held.remove(cancelled.job()) ->
                    line(
                            cancelled.atMillis(),
                            cancelled.job(),
                            "UNPAID",
                            switch (cancelled.by()) {
                                case CUSTOMER -> "the customer cancelled";
                                case OPERATOR -> "the operator cancelled";
                            },
                            0);
            default -> {}
        }
    }

    private static String reason(ReleaseReason reason, long way) {
        return switch (reason) {
            case DRIVER -> "given up by the driver";
            case DRIVER_GONE -> "nothing was heard from the driver for too long";
            case BETTER_MATCH ->
                    way == 0
                            ? "a better match took the job over before any way was driven for it"
                            : "a better match took the job over; the way driven for it";
        };
    }

    private void line(long atMillis, @Nullable JobId job, String kind, String reason, long amount) {
        if (begun) {
            lines.add(
                    new JsonObject()
                            .put("at", Shape.moment(atMillis))
                            .put("job", job == null ? null : job.value())
                            .put("kind", kind)
                            .put("reason", reason)
                            .put("amount", amount));
        }
    }

    private JsonObject json(long adjusted) {
        Tally day = Tally.of(book, toMillis).since(before);
        long pay = day.jobPay() + day.wayPay() + adjusted;
        return new JsonObject()
                .put("driver", driver.value())
                .put("from", Shape.moment(fromMillis))
                .put("to", Shape.moment(toMillis))
                .put(
                        "time",
                        new JsonObject()
                                .put("availableMs", day.availableMillis())
                                .put("offeredMs", day.offeredMillis())
                                .put("enRouteMs", day.enRouteMillis())
                                .put("engagedMs", day.engagedMillis())
                                .put("onlineMs", day.onlineMillis())
                                .put("activeMs", day.activeMillis()))
                .put(
                        "offers",
                        new JsonObject()
                                .put("received", day.offersReceived())
                                .put("accepted", day.offersAccepted())
                                .put("declined", day.offersDeclined())
                                .put("expired", day.offersExpired())
                                .put("withdrawn", day.offersWithdrawn()))
                .put("jobs", day.jobs())
                .put(
                        "pay",
                        new JsonObject()
                                .put("currency", currency.isEmpty() ? null : currency)
                                .put("amount", pay)
                                .put("jobs", day.jobPay())
                                .put("ways", day.wayPay())
                                .put("adjustments", adjusted)
                                .put("perOnlineHour", perHour(pay, day.onlineMillis()))
                                .put("perActiveHour", perHour(pay, day.activeMillis())))
                .put("lines", lines)
                .put("offerLines", offers.json());
    }

    /// Minor units per hour, or null where no time was counted.
    private static @Nullable Object perHour(long pay, long millis) {
        return millis == 0 ? null : Math.round(pay * 3_600_000.0 / millis);
    }
}
