package dev.antar.core.engine;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Pause;

import java.util.Objects;

/// Makes a region where nothing has happened yet go on from what was committed: applies to it the
/// events that a snapshot stands for.
record SnapshotFold(RegionState state, Journal journal, PhoneReports reports) {

    /// @param atMillis when every driver on duty counts as heard, epoch milliseconds
    void fold(Snapshot snapshot, long atMillis) {
        journal.begin(atMillis, _ -> {});
        Event.PolicyChanged policy = snapshot.policy();
        if (policy != null) {
            state.apply(policy);
        }
        for (Snapshot.KnownDriver known : snapshot.drivers()) {
            comeOnDuty(known, atMillis);
        }
        state.legs().restore(snapshot.speeds());
        state.incomes().restore(snapshot.incomes(), snapshot.prices());
        state.responses().restore(snapshot.acceptance());
        // Everybody is on duty while the jobs' histories are applied, as he was when they happened.
        for (Event.OfJob event : snapshot.openJobs()) {
            state.apply(event);
        }
        for (Snapshot.KnownDriver known : snapshot.drivers()) {
            stayOrLeave(known, atMillis);
        }
        state.legs().learn();
        state.responses().learn();
        state.continueFrom(snapshot.lastSeq());
    }

    private void comeOnDuty(Snapshot.KnownDriver known, long atMillis) {
        DriverId id = known.profile().id();
        state.apply(new Event.DriverRegistered(0, atMillis, known.profile()));
        state.apply(
                new Event.DriverWentOnline(0, atMillis, id, known.availability(), known.limits()));
        Pause pause = known.pause();
        if (pause != null) {
            state.apply(
                    new Event.DriverPaused(0, pause.atMillis(), id, pause.by(), pause.reason()));
        }
        String zone = known.queue();
        if (zone != null) {
            state.apply(new Event.DriverQueued(known.queuedSeq(), atMillis, id, zone));
        }
    }

    private void stayOrLeave(Snapshot.KnownDriver known, long atMillis) {
        DriverId id = known.profile().id();
        if (known.onDuty()) {
            reports.watch(Objects.requireNonNull(reports.hear(id, atMillis), "just registered"));
        } else {
            state.apply(new Event.DriverWentOffline(0, atMillis, id, OfflineReason.DRIVER));
        }
    }
}
