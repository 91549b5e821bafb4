package dev.antar.simulator.chaos;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// What an [Overload] has shown, held against what it must: its rushes together by what was done in
/// them, else by the worst of them. Bounds that depend on the machine count in full runs only;
/// others say what they saw. The drill's thread.
final class OverloadFindings {

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
    private final List<Judged> rushes = new ArrayList<>();

    OverloadFindings(Findings findings, boolean full) {
        this.findings = findings;
        this.full = full;
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

        double perProcessorSecond() {
            return goodput() * seconds / Math.max(0.01, processorSeconds);
        }
    }

    /// A rush beside what the server could do.
    ///
    /// @param recovered seconds until it was itself again, or -1
    private record Judged(Seen seen, Capacity before, Capacity after, int recovered) {

        /// What the machine gains or loses from one to the other it has gained or lost by half in
        /// the rush.
        double capacity() {
            return (before.perSecond() + after.perSecond()) / 2;
        }

        double percent() {
            return 100 * seen.goodput() / capacity();
        }

        double times() {
            return seen.offeredPerSecond() / capacity();
        }

        /// By which it differed before and after.
        double unsteady() {
            double less = Math.min(before.perSecond(), after.perSecond());
            return Math.max(before.perSecond(), after.perSecond()) / less;
        }

        double recoveredSeconds() {
            return recovered < 0 ? Overload.RECOVERY_LIMIT_SECONDS : recovered;
        }
    }

    /// One more.
    ///
    /// @param recovered seconds until it was itself again, or -1 where it never was
    void rush(Seen seen, Capacity before, Capacity after, int recovered) {
        Judged rush = new Judged(seen, before, after, recovered);
        rushes.add(rush);
        String name = "rush " + rushes.size();
        findings.figure(
                name,
                String.format(
                        Locale.ROOT,
                        "%,.0f changes a second done, %.1f %% of the capacity (%,.0f before, %,.0f"
                                + " after); asked for %.2f times, sent %.2f times; itself again"
                                + " after %.0f s; acceptances p99 %.0f ms, creates let in p99"
                                + " %,.0f ms",
                        seen.goodput(),
                        rush.percent(),
                        before.perSecond(),
                        after.perSecond(),
                        rush.times(),
                        seen.sentPerSecond() / rush.capacity(),
                        rush.recoveredSeconds(),
                        millis(seen.accepts(), 99),
                        millis(seen.tally().took(RequestKind.CREATE), 99)));
        findings.figure(
                name + ", for a second of processor",
                String.format(
                        Locale.ROOT,
                        "%,.0f changes done (%,.0f before, %,.0f after)",
                        seen.perProcessorSecond(),
                        before.perProcessorSecond(),
                        after.perProcessorSecond()));
        findings.figure(name + ", processors", seen.use() + " (at capacity " + before.use() + ")");
        if (rush.unsteady() > STEADY) {
            findings.note(
                    "What it could do differed by "
                            + Math.round(100 * (rush.unsteady() - 1))
                            + " % before and after "
                            + name
                            + ": this machine, or others on it, changed meanwhile, and that rush's"
                            + " goodput says little.");
        }
    }

    /// After the last.
    ///
    /// @param usualMillis how long 99 of 100 creates took at half the capacity
    void all(double usualMillis) {
        bounds();
        findings.check(
                Check.none(
                        "refusal without a word on when to return",
                        sum(seen -> seen.tally().withoutRetryAfter())));
        findings.figure("offered, requests a second", mean(s -> s.tally().offeredAll()));
        for (RequestKind kind : RequestKind.values()) {
            long done = sum(seen -> seen.tally().done(kind));
            long not = sum(seen -> seen.tally().refusedAll(kind));
            findings.figure(
                    kind.words(),
                    done
                            + " done, "
                            + not
                            + " not ("
                            + Math.round(100.0 * not / Math.max(1, done + not))
                            + " %), by status "
                            + rushes.stream()
                                    .map(rush -> rush.seen().tally().refused(kind).toString())
                                    .toList());
        }
        latencies(usualMillis);
        findings.figure("fixes that came to the region a second", mean(Seen::fixesCame));
        findings.figure("fixes taken a second", mean(Seen::fixesTaken));
        findings.figure("connections of customers", (long) worst(Seen::connections));
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
    void offered() throws IOException {
        for (Judged rush : rushes) {
            if (full && rush.times() < TIMES) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "the clients asked for %.2f times the capacity only; of %d who were"
                                        + " to come %d came in time",
                                rush.times(),
                                rush.seen().meant(),
                                rush.seen().came()));
            }
        }
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private void bounds() {
        double percent =
                100
                        * rushes.stream().mapToDouble(rush -> rush.seen().goodput()).sum()
                        / rushes.stream().mapToDouble(Judged::capacity).sum();
        if (!full) {
            findings.figure("goodput, % of the capacity", percent);
            findings.check(
                    Check.none(
                            "server that is not itself again",
                            rushes.stream().filter(rush -> rush.recovered() < 0).count()));
            return;
        }
        findings.atMost(
                "it is itself again",
                rushes.stream().mapToDouble(Judged::recoveredSeconds).max().orElseThrow(),
                RECOVERY_SECONDS,
                "s after the rush");
        findings.atLeast("goodput", percent, GOODPUT_PERCENT, "% of the capacity");
        long answers = sum(seen -> seen.accepts().getTotalCount() + seen.steps().getTotalCount());
        findings.atMost(
                "answers of drivers that were put off",
                100.0 * sum(Seen::putOff) / Math.max(1, answers),
                PUT_OFF_PERCENT,
                "%");
        findings.atMost(
                "99 of 100 acceptances are answered",
                worst(seen -> millis(seen.accepts(), 99)),
                ACCEPT_MILLIS,
                "ms after them");
        findings.atMost(
                "99 of 100 jobs that are let in are acknowledged",
                worst(seen -> millis(seen.tally().took(RequestKind.CREATE), 99)),
                CREATE_MILLIS,
                "ms after they were asked for");
    }

    private void latencies(double usualMillis) {
        findings.figure("create at half the capacity, ms, p99", usualMillis);
        findings.figure(
                "create, ms, p50", worst(s -> millis(s.tally().took(RequestKind.CREATE), 50)));
        findings.figure(
                "create, ms, p99", worst(s -> millis(s.tally().took(RequestKind.CREATE), 99)));
        findings.figure("refusal, ms, p50", worst(s -> millis(s.tally().refusals(), 50)));
        findings.figure("refusal, ms, p99", worst(s -> millis(s.tally().refusals(), 99)));
        findings.figure("acceptances", sum(s -> s.accepts().getTotalCount()));
        findings.figure("acceptance, ms, p50", worst(s -> millis(s.accepts(), 50)));
        findings.figure("acceptance, ms, p99", worst(s -> millis(s.accepts(), 99)));
        findings.figure("acceptance, ms, max", worst(s -> s.accepts().getMaxValue() / 1e3));
        findings.figure("steps of a job", sum(s -> s.steps().getTotalCount()));
        findings.figure("step, ms, p99", worst(s -> millis(s.steps(), 99)));
        findings.figure("put off", sum(Seen::putOff));
        findings.figure("sent later than meant, ms, p99", worst(s -> millis(s.tally().late(), 99)));
    }

    private long sum(ToLongFunction<Seen> of) {
        return rushes.stream().mapToLong(rush -> of.applyAsLong(rush.seen())).sum();
    }

    /// Of the rushes.
    private double worst(ToDoubleFunction<Seen> of) {
        return rushes.stream()
                .mapToDouble(rush -> of.applyAsDouble(rush.seen()))
                .max()
                .orElseThrow();
    }

    /// A second.
    private double mean(ToDoubleFunction<Seen> of) {
        double seconds = rushes.stream().mapToDouble(rush -> rush.seen().seconds()).sum();
        return rushes.stream().mapToDouble(rush -> of.applyAsDouble(rush.seen())).sum() / seconds;
    }
}
