package dev.antar.simulator.chaos;

import dev.antar.simulator.soak.Census;
import dev.antar.simulator.soak.Sample;
import dev.antar.simulator.soak.SoakPage;
import dev.antar.simulator.soak.Trend;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What is left in a server of people who came and went, by samples of it.
///
/// @param baseline before they came
/// @param during them, in order of time, at least two
/// @param end after they had gone
record Leftovers(Sample baseline, List<Sample> during, Sample end) {

    /// The heap may rise by so much in ten minutes.
    private static final double MOST_SLOPE_MB = 1;

    /// A slope over less time says nothing.
    private static final Duration SLOPE_FROM = Duration.ofMinutes(10);

    /// By the table of drivers, their rows and their last answers. A soak that finds more has found
    /// something.
    private static final int ENTRIES_EACH = 3;

    /// As a share of what was there before; what is there in small numbers may differ by one.
    private static final double SAME = 0.01;

    /// Must be as before when everybody is gone.
    static final List<String> GONE =
            List.of(
                    "drivers' sessions",
                    "maps' sessions",
                    "streams of jobs",
                    "sockets",
                    "HTTP requests",
                    "timers",
                    "contexts",
                    "drivers on the map",
                    "jobs on the map",
                    "ways to webhooks",
                    "drivers on duty",
                    "jobs open",
                    "offers open",
                    "requests under way",
                    "webhooks",
                    "open by the meter: driver",
                    "open by the meter: live",
                    "open by the meter: job_events",
                    Census.FILES);

    /// The server opens them when it needs them, and closes them when it has not for minutes.
    static final String STORE = "connections to PostgreSQL";

    private static final List<String> WITH_STORE = List.of("sockets", Census.FILES);

    /// All pools of a server with one region together.
    private static final int MOST_STORE = 12;

    /// What has changed since a moment ago.
    static List<String> changed(Sample before, Sample now) {
        return told(now).filter(name -> now.of(name) != before.of(name)).toList();
    }

    private static Stream<String> told(Sample sample) {
        return GONE.stream().filter(name -> !name.equals(Census.FILES) || sample.tells(name));
    }

    /// @param span how long they came and went
    /// @param filled whether what the server remembers of jobs and offers was full before
    void judge(Findings findings, Duration span, boolean filled) {
        Trend slope = slope();
        findings.figure("heap, MB in 10 min", slope.slope());
        findings.figure("heap, MB in 10 min, at least", slope.low());
        findings.figure("heap, MB in 10 min, at most", slope.high());
        if (span.compareTo(SLOPE_FROM) >= 0) {
            findings.atMost("the heap rises by", slope.slope(), MOST_SLOPE_MB, "MB in 10 minutes");
        } else {
            findings.note("Too short for the heap's slope to say anything; counts do.");
        }
        for (String name : told(end).toList()) {
            if (WITH_STORE.contains(name)) {
                same(
                        findings,
                        name + " but those to PostgreSQL",
                        baseline.of(name) - baseline.of(STORE),
                        end.of(name) - end.of(STORE));
            } else {
                same(findings, name, baseline.of(name), end.of(name));
            }
        }
        findings.atMost("connections to PostgreSQL", end.of(STORE), MOST_STORE, "");
        double newcomers = end.of(Census.DRIVERS) - baseline.of(Census.DRIVERS);
        // Fewer is no leak.
        findings.atMost(
                Census.MAP_ENTRIES
                        + " but those of new drivers and of what is remembered, when everybody is"
                        + " gone",
                otherEntries(end),
                otherEntries(baseline) * (1 + SAME),
                "");
        if (filled) {
            // These come when they are first needed, and stay.
            Sample middle = during.get(during.size() / 2);
            String name = "Java threads";
            same(findings, name + ", against half of the time,", middle.of(name), end.of(name));
        }
        findings.figure("drivers new to the server", newcomers);
        findings.figure("heap at rest before, MB", baseline.of(Census.HEAP));
        findings.figure("heap at rest after, MB", end.of(Census.HEAP));
        end.heap()
                .grownSince(baseline.heap(), 8)
                .forEach(line -> findings.note("At rest, after against before: " + line));
    }

    /// The heap's, in MB in ten minutes.
    private Trend slope() {
        return Trend.of(
                during.stream().mapToDouble(each -> each.atSeconds() / 600).toArray(),
                during.stream().mapToDouble(each -> each.of(Census.HEAP)).toArray());
    }

    /// Charts of everything.
    SoakPage page() {
        return new SoakPage(baseline, during, end, slope());
    }

    private static double otherEntries(Sample sample) {
        return sample.of(Census.MAP_ENTRIES)
                - ENTRIES_EACH * sample.of(Census.DRIVERS)
                - sample.of("jobs remembered")
                - sample.of("offers remembered");
    }

    /// What must be as it was to the last one.
    static Check unchanged(String name, double before, double after) {
        return new Check(
                name + " when everybody is gone",
                after == before,
                String.format(Locale.ROOT, "%,.0f", after),
                String.format(Locale.ROOT, "%,.0f", before));
    }

    private static void same(Findings findings, String name, double before, double after) {
        double allowed = Math.max(1, before * SAME);
        findings.check(
                new Check(
                        name + " when everybody is gone",
                        Math.abs(after - before) <= allowed,
                        String.format(Locale.ROOT, "%,.0f", after),
                        String.format(Locale.ROOT, "%,.0f ± %,.0f", before, allowed)));
    }
}
