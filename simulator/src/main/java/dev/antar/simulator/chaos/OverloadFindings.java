package dev.antar.simulator.chaos;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/// What an [Overload] has shown, held against what it must. Bounds that depend on the machine count
/// in runs of at least a minute only; shorter ones say what they saw. The drill's thread.
final class OverloadFindings {

    static final Duration FULL = Duration.ofSeconds(60);

    /// How much more is to be asked than can be done.
    private static final double TIMES = 5;

    private static final double GOODPUT_PERCENT = 90;
    private static final double ACCEPT_MILLIS = 500;
    private static final double RECOVERY_SECONDS = 10;
    private static final double PUT_OFF_PERCENT = 0.1;

    /// Whoever finds no place may wait for one, no longer than this.
    private static final double CREATE_MILLIS = 5_000;

    /// By more than this a machine does not differ from itself.
    private static final double STEADY = 1.2;

    private final Findings findings;
    private final boolean full;
    private double capacity;

    /// @param span how long the rush lasts
    OverloadFindings(Findings findings, Duration span) {
        this.findings = findings;
        this.full = span.compareTo(FULL) >= 0;
    }

    /// What was seen of a rush.
    ///
    /// @param processorSeconds that server and PostgreSQL used
    /// @param use of processors, in words
    /// @param meant to come
    /// @param came of them
    /// @param putOff how often drivers were told to say it again later
    record Seen(
            Tally tally,
            double seconds,
            double processorSeconds,
            String use,
            int meant,
            int came,
            Histogram accepts,
            Histogram steps,
            long putOff,
            double fixesTaken,
            double fixesCame,
            double connections) {

        double offeredPerSecond() {
            return tally.changesOffered() / seconds;
        }

        double sentPerSecond() {
            return tally.changesSent() / seconds;
        }

        double goodput() {
            return tally.donePerSecond(0, (int) seconds);
        }
    }

    /// Whether bounds that depend on the machine count.
    boolean full() {
        return full;
    }

    /// What the server can do is the mean of what it could before the rush and after it.
    void capacity(Overload.Capacity before, Overload.Capacity after) {
        double less = Math.min(before.perSecond(), after.perSecond());
        double more = Math.max(before.perSecond(), after.perSecond());
        // What the machine gains or loses meanwhile it has gained or lost by half in the rush.
        capacity = (less + more) / 2;
        findings.figure("capacity, changes a second, before", before.perSecond());
        findings.figure("capacity, changes a second, after", after.perSecond());
        findings.figure("changes for a second of processor, before", before.perProcessorSecond());
        findings.figure("changes for a second of processor, after", after.perProcessorSecond());
        if (more > STEADY * less) {
            findings.note(
                    "What it could do differed by "
                            + Math.round(100 * (more / less - 1))
                            + " % before and after: this machine, or others on it, changed"
                            + " meanwhile, and the goodput says little.");
        }
        findings.figure("processors at capacity", before.use());
    }

    /// @param seconds until it was itself again, or -1
    /// @param limit how long it was waited for, seconds
    void recovered(int seconds, int limit) {
        if (full) {
            findings.atMost(
                    "it is itself again",
                    seconds < 0 ? limit : seconds,
                    RECOVERY_SECONDS,
                    "s after the rush");
        } else {
            findings.figure("itself again after, s", (double) seconds);
            findings.check(Check.none("server that is not itself again", seconds < 0 ? 1 : 0));
        }
    }

    /// After [#capacity].
    ///
    /// @param usualMillis how long 99 of 100 creates took at half the capacity
    void rush(Seen seen, double usualMillis) {
        Tally tally = seen.tally();
        findings.figure("offered, changes a second", seen.offeredPerSecond());
        findings.figure("offered, times the capacity", seen.offeredPerSecond() / capacity);
        findings.figure("sent to the server, changes a second", seen.sentPerSecond());
        findings.figure("sent to the server, times the capacity", seen.sentPerSecond() / capacity);
        findings.figure("offered, requests a second", tally.offeredAll() / seen.seconds());
        findings.figure("goodput, changes a second", seen.goodput());
        bounds(seen);
        findings.check(
                Check.none("refusal without a word on when to return", tally.withoutRetryAfter()));
        for (RequestKind kind : RequestKind.values()) {
            findings.figure(
                    kind.words(),
                    tally.done(kind)
                            + " done, "
                            + tally.refusedAll(kind)
                            + " not ("
                            + Math.round(tally.refusedPercent(kind))
                            + " %), by status "
                            + tally.refused(kind));
        }
        latencies(seen, usualMillis);
        findings.figure(
                "fixes that came to the region a second", seen.fixesCame() / seen.seconds());
        findings.figure("fixes taken a second", seen.fixesTaken() / seen.seconds());
        findings.figure("connections of customers", (long) seen.connections());
        findings.figure("processors in the rush", seen.use());
        findings.figure(
                "changes for a second of processor, in the rush",
                seen.goodput() * seen.seconds() / Math.max(0.01, seen.processorSeconds()));
    }

    /// The server's memory.
    void memory(ProcessHandle server, HeapLog heap) throws IOException {
        findings.check(
                Check.none("server that ended for want of memory", server.isAlive() ? 0 : 1));
        findings.figure("heap after a collection, MB, at most", heap.largestMegabytes());
        findings.figure("collections", heap.collections());
        findings.figure("waits for memory", heap.stalls());
        findings.figure("memory of the server, MB, at most", HeapLog.peakMegabytes(server));
    }

    /// Clients that could not ask for so much say nothing of the server. After all else.
    ///
    /// @throws IOException saying what they asked for, where a full run needs more
    void offered(Seen seen) throws IOException {
        double times = seen.offeredPerSecond() / capacity;
        if (full && times < TIMES) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "the clients asked for %.2f times the capacity only; of %d who were to"
                                    + " come %d came in time",
                            times,
                            seen.meant(),
                            seen.came()));
        }
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private void bounds(Seen seen) {
        double percent = 100 * seen.goodput() / capacity;
        if (full) {
            findings.atLeast("goodput", percent, GOODPUT_PERCENT, "% of the capacity");
            long answers = seen.accepts().getTotalCount() + seen.steps().getTotalCount();
            findings.atMost(
                    "answers of drivers that were put off",
                    100.0 * seen.putOff() / Math.max(1, answers),
                    PUT_OFF_PERCENT,
                    "%");
            findings.atMost(
                    "99 of 100 acceptances are answered",
                    millis(seen.accepts(), 99),
                    ACCEPT_MILLIS,
                    "ms after them");
            findings.atMost(
                    "99 of 100 jobs that are let in are acknowledged",
                    millis(seen.tally().took(RequestKind.CREATE), 99),
                    CREATE_MILLIS,
                    "ms after they were asked for");
        } else {
            findings.figure("goodput, % of the capacity", percent);
        }
    }

    private void latencies(Seen seen, double usualMillis) {
        Tally tally = seen.tally();
        Histogram creates = tally.took(RequestKind.CREATE);
        findings.figure("create at half the capacity, ms, p99", usualMillis);
        findings.figure("create, ms, p50", millis(creates, 50));
        findings.figure("create, ms, p99", millis(creates, 99));
        findings.figure("refusal, ms, p50", millis(tally.refusals(), 50));
        findings.figure("refusal, ms, p99", millis(tally.refusals(), 99));
        findings.figure("acceptances", seen.accepts().getTotalCount());
        findings.figure("acceptance, ms, p50", millis(seen.accepts(), 50));
        findings.figure("acceptance, ms, p99", millis(seen.accepts(), 99));
        findings.figure("acceptance, ms, max", seen.accepts().getMaxValue() / 1e3);
        findings.figure("steps of a job", seen.steps().getTotalCount());
        findings.figure("step, ms, p99", millis(seen.steps(), 99));
        findings.figure("put off", seen.putOff());
        findings.figure("sent later than meant, ms, p99", millis(tally.late(), 99));
    }
}
