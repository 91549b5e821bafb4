package dev.antar.simulator.compare;

import dev.antar.simulator.report.DriverRow;

import java.util.List;
import java.util.Locale;

/// A row for each driver, policy and seed, so that others can test effects on groups that we do not
/// know of. Pay is in minor units.
final class DriversCsv {

    private DriversCsv() {}

    static String of(List<PolicyRuns> policies) {
        StringBuilder csv =
                new StringBuilder(
                        "policy,seed,driver,start_lat,start_lng,seats,online_s,active_s,pay,jobs,"
                                + "offers,declined\n");
        for (PolicyRuns policy : policies) {
            for (SeedRun run : policy.runs()) {
                for (DriverRow row : run.result().drivers()) {
                    csv.append(
                            String.format(
                                    Locale.ROOT,
                                    "%s,%d,%s,%.6f,%.6f,%d,%.3f,%.3f,%d,%d,%d,%d%n",
                                    policy.policy().name(),
                                    run.seed(),
                                    row.driver(),
                                    row.start().lat(),
                                    row.start().lng(),
                                    row.seats(),
                                    row.onlineS(),
                                    row.activeS(),
                                    row.pay(),
                                    row.jobs(),
                                    row.offersReceived(),
                                    row.offersDeclined()));
                }
            }
        }
        return csv.toString();
    }
}
