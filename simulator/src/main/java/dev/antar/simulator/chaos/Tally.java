package dev.antar.simulator.chaos;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What became of everything that was asked in one part of a rush. Each request is counted in the
/// second in which it was answered; how long it took counts from the moment that was meant for it.
/// One thread at a time.
final class Tally {

    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 2;

    /// One second.
    static final class Second {

        private final Histogram changes = new Histogram(HIGHEST_MICROS, DIGITS);
        private long offered;
        private long refused;

        /// Creates and cancellations acknowledged.
        long done() {
            return changes.getTotalCount();
        }

        long offered() {
            return offered;
        }

        /// Or left without an answer.
        long refused() {
            return refused;
        }

        Histogram changes() {
            return changes;
        }
    }

    private static final class OfKind {

        private final Histogram done = new Histogram(HIGHEST_MICROS, DIGITS);
        private final Map<Integer, Long> refused = new TreeMap<>();
        private long offered;
    }

    private final long beganNanos;
    private final Map<RequestKind, OfKind> kinds = new EnumMap<>(RequestKind.class);
    private final Histogram refusals = new Histogram(HIGHEST_MICROS, DIGITS);
    private final Histogram late = new Histogram(HIGHEST_MICROS, DIGITS);
    private final List<Second> seconds = new ArrayList<>();
    private long withoutRetryAfter;

    /// @param beganNanos as `System.nanoTime`
    Tally(long beganNanos) {
        this.beganNanos = beganNanos;
        for (RequestKind kind : RequestKind.values()) {
            kinds.put(kind, new OfKind());
        }
    }

    /// Somebody came with one; whether he found a connection to send it on is told by what becomes
    /// of it.
    ///
    /// @param intendedNanos when it was meant to be
    void offered(RequestKind kind, long intendedNanos, long nowNanos) {
        of(kind).offered++;
        second(nowNanos).offered++;
        late.recordValue(micros(intendedNanos, nowNanos));
    }

    /// One was carried out, or read.
    void done(RequestKind kind, long intendedNanos, long nowNanos) {
        long micros = micros(intendedNanos, nowNanos);
        of(kind).done.recordValue(micros);
        if (kind.changes()) {
            second(nowNanos).changes.recordValue(micros);
        }
    }

    /// One was not.
    ///
    /// @param status 0 where there was no answer, [LeanHttp#NOT_SENT] where no connection was free
    void refused(
            RequestKind kind, int status, boolean retryAfter, long intendedNanos, long nowNanos) {
        of(kind).refused.merge(status, 1L, Long::sum);
        second(nowNanos).refused++;
        if (status > 0) {
            refusals.recordValue(micros(intendedNanos, nowNanos));
            if (!retryAfter) {
                withoutRetryAfter++;
            }
        }
    }

    long offered(RequestKind kind) {
        return of(kind).offered;
    }

    /// Creates and cancellations that somebody came with, also those who found no connection free
    /// and left.
    long changesOffered() {
        return offered(RequestKind.CREATE) + offered(RequestKind.CANCEL);
    }

    /// Those of them that were written to the server. Exact once all have ended.
    long changesSent() {
        return changesOffered() - notSent(RequestKind.CREATE) - notSent(RequestKind.CANCEL);
    }

    long offeredAll() {
        return kinds.values().stream().mapToLong(kind -> kind.offered).sum();
    }

    long done(RequestKind kind) {
        return of(kind).done.getTotalCount();
    }

    /// Microseconds from the intended moment to the answer of what was done.
    Histogram took(RequestKind kind) {
        return of(kind).done;
    }

    /// How many of a kind were refused, by status; 0 stands for no answer, [LeanHttp#NOT_SENT] for
    /// no connection.
    Map<Integer, Long> refused(RequestKind kind) {
        return of(kind).refused;
    }

    long refusedAll(RequestKind kind) {
        return of(kind).refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Microseconds from the intended moment to a refusal.
    Histogram refusals() {
        return refusals;
    }

    /// Microseconds by which requests were sent later than they were meant to be.
    Histogram late() {
        return late;
    }

    long withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /// From the beginning on; the last may not be over.
    List<Second> seconds() {
        return seconds;
    }

    /// Creates and cancellations acknowledged per second, of the seconds from one until before
    /// another.
    double donePerSecond(int from, int until) {
        long done = 0;
        for (int i = from; i < Math.min(until, seconds.size()); i++) {
            done += seconds.get(i).done();
        }
        return (double) done / Math.max(1, until - from);
    }

    /// Second by second, for a spreadsheet. Latencies are of creates and cancellations.
    String csv() {
        StringBuilder csv = new StringBuilder("second,offered,done,refused,p50_ms,p99_ms\n");
        for (int i = 0; i < seconds.size(); i++) {
            Second second = seconds.get(i);
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%d,%d,%d,%.1f,%.1f%n",
                            i,
                            second.offered(),
                            second.done(),
                            second.refused(),
                            second.changes.getValueAtPercentile(50) / 1e3,
                            second.changes.getValueAtPercentile(99) / 1e3));
        }
        return csv.toString();
    }

    private long notSent(RequestKind kind) {
        return refused(kind).getOrDefault(LeanHttp.NOT_SENT, 0L);
    }

    private OfKind of(RequestKind kind) {
        OfKind found = kinds.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("kind=" + kind + ": is not counted");
        }
        return found;
    }

    private Second second(long nowNanos) {
        int index = (int) (Math.max(0, nowNanos - beganNanos) / 1_000_000_000L);
        while (seconds.size() <= index) {
            seconds.add(new Second());
        }
        return seconds.get(index);
    }

    private static long micros(long fromNanos, long untilNanos) {
        return Math.clamp((untilNanos - fromNanos) / 1_000, 0, HIGHEST_MICROS);
    }
}
