package dev.antar.simulator.chaos;

import java.time.Duration;
import java.util.stream.Stream;

/// How much processor a process and all that it has started have used. On a machine that others use
/// as well it says more than the clock does.
///
/// @param server nanoseconds on all cores
/// @param database the same of PostgreSQL
record ProcessorTime(long server, long database, long atNanos) {

    /// Of a drill's server and PostgreSQL.
    static ProcessorTime now(Stage stage) {
        return new ProcessorTime(
                used(stage.server().handle()), used(stage.postgres().handle()), System.nanoTime());
    }

    /// Percent of one core since then, in words.
    String since(ProcessorTime before) {
        double passed = Math.max(1, atNanos - before.atNanos);
        return Math.round(100 * (server - before.server) / passed)
                + " % server, "
                + Math.round(100 * (database - before.database) / passed)
                + " % PostgreSQL";
    }

    /// Seconds of processor of both since then.
    double secondsSince(ProcessorTime before) {
        return (server + database - before.server - before.database) / 1e9;
    }

    private static long used(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }
}
