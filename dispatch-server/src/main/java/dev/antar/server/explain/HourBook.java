package dev.antar.server.explain;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.earnings.Occupation;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a driver did in a stretch of time and what he was asked, by committed events. One thread.
final class HourBook {

    private final DriverId driver;
    private final long fromMillis;
    private final long toMillis;
    private final Map<Occupation, Long> time = new EnumMap<>(Occupation.class);
    private final Set<JobId> offered = new HashSet<>();
    private int received;
    private int accepted;
    private int declined;
    private int expired;

    /// @param events his, from long enough before to know what he did when it began
    HourBook(DriverId driver, long fromMillis, long toMillis, List<Event> events) {
        this.driver = driver;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        keepBook(events);
    }

    private void keepBook(List<Event> events) {
        DriverBooks books = new DriverBooks(Long.MAX_VALUE);
        DriverBook book = books.open(driver);
        Map<Occupation, Long> before = new EnumMap<>(Occupation.class);
        for (Event event : events) {
            if (before.isEmpty() && event.atMillis() >= fromMillis) {
                read(book, fromMillis, before);
            }
            books.apply(event);
            if (event.atMillis() >= fromMillis) {
                count(event);
            }
        }
        if (before.isEmpty()) {
            read(book, fromMillis, before);
        }
        read(book, toMillis, time);
        before.forEach((occupation, millis) -> time.merge(occupation, -millis, Long::sum));
    }

    private static void read(DriverBook book, long atMillis, Map<Occupation, Long> into) {
        for (Occupation each : Occupation.values()) {
            into.put(each, book.millis(each, atMillis));
        }
    }

    private void count(Event event) {
        switch (event) {
            case Event.OfferMade made -> receive(made.job());
            case Event.SwapOffered swap -> receive(swap.job());
            case Event.OfferAccepted _ -> accepted++;
            case Event.OfferDeclined _ -> declined++;
            case Event.OfferExpired _ -> expired++;
            case Event.SwapEnded swap -> {
                switch (swap.how()) {
                    case DECLINED -> declined++;
                    case EXPIRED -> expired++;
                    case ACCEPTED, WITHDRAWN -> {
                        // Accepted is told by another event, and withdrawn is not his doing.
                    }
                }
            }
            default -> {
                // Not an offer's.
            }
        }
    }

    private void receive(JobId job) {
        received++;
        offered.add(job);
    }

    long millis(Occupation occupation) {
        return time.getOrDefault(occupation, 0L);
    }

    long onlineMillis() {
        return time.values().stream().mapToLong(Long::longValue).sum();
    }

    int received() {
        return received;
    }

    int accepted() {
        return accepted;
    }

    int declined() {
        return declined;
    }

    /// That ran out without an answer.
    int expired() {
        return expired;
    }

    /// The jobs that he was offered.
    Set<JobId> offered() {
        return offered;
    }
}
