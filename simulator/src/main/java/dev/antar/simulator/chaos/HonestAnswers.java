package dev.antar.simulator.chaos;

import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long honest customers and drivers waited for their answers, from attack to attack, and what
/// each cost the server. The drill's thread, but for what drivers' seconds tell.
final class HonestAnswers implements SecondSink {

    /// The part of the drill in which nobody attacks, which comes first.
    static final String QUIET = "nobody";

    /// While attackers of one kind are at work, and over all of it: at most so many times as long.
    private static final double SLOWER = 2;

    private static final double SLOWER_ONE_KIND = 4;

    /// On a machine that attackers, server and database share, this much is the machine's.
    private static final double NOTICED_MILLIS = 150;

    private static final double NOTICED_ONE_KIND_MILLIS = 500;

    private final DriversAnswers before = new DriversAnswers();
    private final DriversAnswers during = new DriversAnswers();
    private final List<Part> parts = new ArrayList<>();
    private String noted = "";

    private record Part(String name, long from, long until, double serverSeconds, String note) {}

    /// What is done in a part of the drill.
    interface Step {

        void run() throws Exception;
    }

    @Override
    public void second(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms) {
        before.second(second, fromMillis, untilMillis, histograms);
        during.second(second, fromMillis, untilMillis, histograms);
    }

    /// Notes what happens meanwhile.
    void time(String name, ProcessHandle server, Step step) throws Exception {
        DriversAnswers answers = name.equals(QUIET) ? before : during;
        noted = "";
        long from = System.nanoTime();
        double used = processor(server);
        answers.count(true);
        step.run();
        answers.count(false);
        parts.add(new Part(name, from, System.nanoTime(), processor(server) - used, noted));
    }

    /// Goes with the part that is under way.
    void note(String what) {
        noted = what;
    }

    /// Holds what customers and drivers saw against what they saw in the quiet.
    void judge(Findings findings, List<Asked> asked) {
        Part quiet = parts.getFirst();
        List<Part> attacks = parts.subList(1, parts.size());
        double usual = p99(asked, quiet.from(), quiet.until());
        findings.figure("answer to a customer without attackers, ms, p99", usual);
        findings.soon(
                "99 of 100 customers have their answer beside attackers",
                p99(asked, attacks.getFirst().from(), attacks.getLast().until()),
                usual * SLOWER + NOTICED_MILLIS,
                "ms after they asked");
        Part slowest = attacks.getFirst();
        for (Part each : attacks) {
            if (p99(asked, each.from(), each.until())
                    > p99(asked, slowest.from(), slowest.until())) {
                slowest = each;
            }
            findings.note(told(each, asked));
        }
        findings.soon(
                "and beside the worst kind (" + slowest.name() + ")",
                p99(asked, slowest.from(), slowest.until()),
                usual * SLOWER_ONE_KIND + NOTICED_ONE_KIND_MILLIS,
                "ms after they asked");
        double accepted = millis(before.accepts());
        findings.figure("answer to an acceptance without attackers, ms, p99", accepted);
        findings.figure("acceptances beside attackers", during.accepts().getTotalCount());
        findings.soon(
                "99 of 100 acceptances have their answer beside attackers",
                millis(during.accepts()),
                accepted * SLOWER + NOTICED_MILLIS,
                "ms after the driver gave it");
    }

    private static String told(Part part, List<Asked> asked) {
        return String.format(
                Locale.ROOT,
                "%s: %s; %.1f s, of which the server computed %.1f s; customers waited %.0f ms"
                        + " (p99), %.0f ms (longest)",
                part.name(),
                part.note().isEmpty() ? "as above" : part.note(),
                (part.until() - part.from()) / 1e9,
                part.serverSeconds(),
                p99(asked, part.from(), part.until()),
                Percentile.of(100, waits(asked, part.from(), part.until())));
    }

    private static double p99(List<Asked> asked, long from, long until) {
        return Percentile.of(99, waits(asked, from, until));
    }

    private static List<Double> waits(List<Asked> asked, long from, long until) {
        return asked.stream()
                .filter(Asked::answered)
                .filter(each -> each.firstSentNanos() > from)
                .filter(each -> each.firstSentNanos() < until)
                .map(each -> (each.answeredNanos() - each.firstSentNanos()) / 1e6)
                .toList();
    }

    private static double millis(Histogram micros) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(99) / 1e3;
    }

    private static double processor(ProcessHandle server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
