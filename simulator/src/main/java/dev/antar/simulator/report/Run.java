package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// All there is to say about a run.
///
/// @param title in one line
/// @param command that makes it again
/// @param parameters every choice, by name
/// @param utilisation share of the time on duty that drivers held a job, 0 to 1
/// @param simulatedS seconds of the city's time
/// @param wallS seconds of ours
/// @param extras further fields of the summary, such as a decision hash or an audit
public record Run(
        String title,
        String command,
        ObjectNode parameters,
        List<JobRow> jobs,
        List<Sample> samples,
        Offers offers,
        double utilisation,
        double simulatedS,
        double wallS,
        ObjectNode extras) {

    public Run {
        jobs = List.copyOf(jobs);
        samples = List.copyOf(samples);
    }

    /// From the request to the pickup, seconds, of completed jobs.
    public double[] waits() {
        return jobs.stream()
                .filter(JobRow::completed)
                .mapToDouble(row -> orZero(row.pickupS()) - row.requestedS())
                .toArray();
    }

    /// From the acceptance to the arrival at the pickup, seconds, of completed jobs.
    public double[] pickupDrives() {
        return jobs.stream()
                .filter(row -> row.completed() && row.arrivedS() != null)
                .mapToDouble(row -> orZero(row.arrivedS()) - orZero(row.assignedS()))
                .toArray();
    }

    public long ended(String outcome) {
        return jobs.stream().filter(row -> row.outcome().equals(outcome)).count();
    }

    private static double orZero(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? 0 : value;
    }
}
