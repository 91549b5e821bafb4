package dev.antar.simulator.chaos;

import java.nio.file.Path;
import java.time.Duration;

/// How much of everything a run has.
///
/// @param folder where reports and logs go
/// @param span how long things are broken, in each drill
/// @param drivers with a socket each
/// @param jobsPerMinute of customers who follow their job to its end
/// @param createsPerSecond of customers who only ask
/// @param kills of the server, in the span
/// @param stops of PostgreSQL, in the span
/// @param cuts of connections around a commit
/// @param away how long PostgreSQL is away
/// @param openJobs that a restart finds
/// @param attackers of the kinds of attack that need many
/// @param firstPort of those to use, or 0 for any that are free
/// @param slack by which bounds in time are multiplied, at least 1
public record Plan(
        Path folder,
        Duration span,
        int drivers,
        int jobsPerMinute,
        int createsPerSecond,
        int kills,
        int stops,
        int cuts,
        Duration away,
        int openJobs,
        int attackers,
        int firstPort,
        double slack,
        long seed) {}
