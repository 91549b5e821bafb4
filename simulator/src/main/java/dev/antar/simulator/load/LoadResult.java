package dev.antar.simulator.load;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Sample;

import java.util.List;

/// What came of a load run.
///
/// @param repeated requests and commands that had to be sent more than once
/// @param reconnects sockets lost and opened again
public record LoadResult(
        List<JobRow> jobs,
        List<Sample> samples,
        Offers offers,
        double utilisation,
        Latencies latencies,
        Verdict verdict,
        long repeated,
        long reconnects,
        double wallS) {}
