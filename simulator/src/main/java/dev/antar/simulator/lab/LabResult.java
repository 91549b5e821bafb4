package dev.antar.simulator.lab;

import dev.antar.simulator.report.DriverRow;
import dev.antar.simulator.report.Foretold;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Sample;

import java.util.List;

/// What came of a lab run.
///
/// @param drivers a row each, in order of registration
/// @param swaps how often a job passed to another driver after one had accepted it
/// @param foretold how well it was expected which offers would be accepted
/// @param hints how often an idle driver was told where to wait
/// @param hintsFollowed how often he went
/// @param utilisation share of the drivers' time on duty with a job, 0 to 1
/// @param fairness what regard to incomes cost
/// @param decisionsHash equal for equal runs on every JVM
/// @param broken the first broken promises, in words
public record LabResult(
        List<JobRow> jobs,
        List<DriverRow> drivers,
        List<Sample> samples,
        Offers offers,
        long swaps,
        Foretold foretold,
        long hints,
        long hintsFollowed,
        double utilisation,
        FairnessPaid fairness,
        String decisionsHash,
        long violations,
        List<String> broken,
        double simulatedS,
        double wallS) {}
