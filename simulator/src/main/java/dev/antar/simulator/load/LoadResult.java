package dev.antar.simulator.load;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Second;

import java.util.List;

/// What came of a load run.
public record LoadResult(
        List<JobRow> jobs,
        Offers offers,
        List<Second> seconds,
        Measures measures,
        Verdict verdict,
        Traffic traffic,
        double wallS) {

    public LoadResult {
        jobs = List.copyOf(jobs);
        seconds = List.copyOf(seconds);
    }

    /// The same, judged.
    public LoadResult with(Verdict judged) {
        return new LoadResult(jobs, offers, seconds, measures, judged, traffic, wallS);
    }

    /// Share of the time on duty that drivers held a job, 0 to 1.
    public double utilisation() {
        double busy = seconds.stream().mapToDouble(second -> second.of(Figure.BUSY)).sum();
        double idle = seconds.stream().mapToDouble(second -> second.of(Figure.IDLE)).sum();
        return busy + idle == 0 ? 0 : busy / (busy + idle);
    }
}
