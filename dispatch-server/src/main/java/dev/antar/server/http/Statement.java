package dev.antar.server.http;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.earnings.Occupation;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A driver's day: his time by occupation, his offers, and a line with its reason for everything
/// that he was paid. Made from committed events alone.
final class Statement {

    private final DriverId driver;
    private final long fromMillis;
    private final long toMillis;
    private final DriverBooks books = new DriverBooks(Long.MAX_VALUE);
    private final DriverBook book;
    private final long[] before = new long[Occupation.values().length];
    private final JsonArray lines = new JsonArray();
    private int offersBefore;
    private int declinedBefore;
    private int expiredBefore;
    private int jobsBefore;
    private long payBefore;
    private int accepted;
    private String currency = "";
    private boolean begun;

    /// @param toMillis until when, or until now where that is earlier
    Statement(DriverId driver, long fromMillis, long toMillis) {
        this.driver = driver;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.book = books.open(driver);
    }

    JsonObject of(List<Event> events) {
        for (Event event : events) {
            if (!begun && event.atMillis() >= fromMillis) {
                begin();
            }
            note(event);
        }
        if (!begun) {
            begin();
        }
        return json();
    }

    private void begin() {
        begun = true;
        int i = 0;
        for (Occupation each : Occupation.values()) {
            before[i++] = book.millis(each, fromMillis);
        }
        offersBefore = book.offersReceived();
        declinedBefore = book.offersDeclined();
        expiredBefore = book.offersExpired();
        jobsBefore = book.jobsDone();
        payBefore = book.pay();
    }

    private void note(Event event) {
        long jobPay = book.jobPay();
        long wayPay = book.wayPay();
        books.apply(event);
        switch (event) {
            case Event.OfferMade made -> currency = made.offer().pay().currency();
            case Event.SwapOffered swap -> currency = swap.offer().pay().currency();
            case Event.OfferAccepted _ when begun -> accepted++;
            case Event.JobCompleted done when begun ->
                    line(done.atMillis(), done.job(), "JOB", "completed", book.jobPay() - jobPay);
            case Event.JobReleased released when begun && book.wayPay() > wayPay ->
                    line(
                            released.atMillis(),
                            released.job(),
                            "WAY",
                            "a better match took the job over; the way driven for it",
                            book.wayPay() - wayPay);
            default -> {}
        }
    }

    private void line(long atMillis, JobId job, String kind, String reason, long amount) {
        lines.add(
                new JsonObject()
                        .put("at", Shape.moment(atMillis))
                        .put("job", job.value())
                        .put("kind", kind)
                        .put("reason", reason)
                        .put("amount", amount));
    }

    private JsonObject json() {
        JsonObject time = new JsonObject();
        long online = 0;
        long active = 0;
        int i = 0;
        for (Occupation each : Occupation.values()) {
            long millis = book.millis(each, toMillis) - before[i++];
            online += millis;
            if (each == Occupation.EN_ROUTE || each == Occupation.ENGAGED) {
                active += millis;
            }
            time.put(name(each), millis);
        }
        time.put("onlineMs", online).put("activeMs", active);
        long pay = book.pay() - payBefore;
        return new JsonObject()
                .put("driver", driver.value())
                .put("from", Shape.moment(fromMillis))
                .put("to", Shape.moment(toMillis))
                .put("time", time)
                .put(
                        "offers",
                        new JsonObject()
                                .put("received", book.offersReceived() - offersBefore)
                                .put("accepted", accepted)
                                .put("declined", book.offersDeclined() - declinedBefore)
                                .put("expired", book.offersExpired() - expiredBefore))
                .put("jobs", book.jobsDone() - jobsBefore)
                .put(
                        "pay",
                        new JsonObject()
                                .put("currency", currency.isEmpty() ? null : currency)
                                .put("amount", pay)
                                .put("perOnlineHour", perHour(pay, online))
                                .put("perActiveHour", perHour(pay, active)))
                .put("lines", lines);
    }

    private static String name(Occupation occupation) {
        return switch (occupation) {
            case AVAILABLE -> "availableMs";
            case OFFERED -> "offeredMs";
            case EN_ROUTE -> "enRouteMs";
            case ENGAGED -> "engagedMs";
        };
    }

    /// Minor units per hour, or null where no time was counted.
    private static @Nullable Object perHour(long pay, long millis) {
        return millis == 0 ? null : Math.round(pay * 3_600_000.0 / millis);
    }
}
