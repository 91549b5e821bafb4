package dev.antar.server.http;

import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.EarningsArchive;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.engine.PolicyArchive;

/// All that is read from the database.
///
/// @param days of drivers, for their statements
/// @param earnings of all drivers, and what was added to them by hand
public record Archives(
        JobArchive jobs,
        PolicyArchive policies,
        DriverArchive days,
        EarningsArchive earnings,
        DecisionArchive decisions,
        CaseArchive cases) {}
