package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What happened in about a second, on its way from the region's thread to the one that writes.
/// Belongs to one of them at a time. What cannot change is kept as it is, and fixes are copied
/// column by column, so that the region's thread turns nothing into bytes.
final class Chunk {

    private interface Entry {

        void write(Bytes out);
    }

    private final List<Entry> entries = new ArrayList<>();
    private final FixBatch fixes = new FixBatch();
    private long firstMillis;
    private boolean last;
    private Recorder.@Nullable Beginning beginning;

    int entries() {
        return entries.size();
    }

    /// Fixes in it.
    int fixes() {
        return fixes.size();
    }

    /// When the first entry happened, epoch milliseconds.
    long firstMillis() {
        return firstMillis;
    }

    /// Whether nothing follows it.
    boolean isLast() {
        return last;
    }

    /// A flight begins with it; it holds nothing else.
    void began(Recorder.Beginning with) {
        beginning = with;
        firstMillis = with.atMillis();
    }

    /// With what a flight begins, or null where it goes on.
    Recorder.@Nullable Beginning beginning() {
        return beginning;
    }

    void handled(Command command, Result result, List<Event> events) {
        if (command instanceof Command.ReportFixes(long atMillis, var reported)) {
            int from = fixes.size();
            fixes.addAll(reported);
            int to = fixes.size();
            add(
                    atMillis,
                    out -> {
                        int verdicts = FixRows.verdicts(fixes, from, to);
                        Frames.fixes(
                                atMillis, fixes, from, to, true, verdicts, result, events, out);
                    });
        } else {
            Command kept = onDuty(command, result);
            add(command.atMillis(), out -> Frames.handled(kept, result, events, out));
        }
    }

    /// The command without the position where it is of a driver who is off duty or whom nobody
    /// knows.
    private static Command onDuty(Command command, Result result) {
        if (command instanceof Command.ReportFix(long atMillis, DriverId driver, Fix fix)
                && result instanceof Result.Rejected(Rejection reason)
                && (reason == Rejection.FIX_OFF_DUTY || reason == Rejection.UNKNOWN_DRIVER)) {
            return new Command.ReportFix(
                    atMillis, driver, Fix.at(new LatLng(0, 0), fix.fixedAtMillis()));
        }
        return command;
    }

    void ended(String why, long atMillis) {
        add(atMillis, out -> Frames.ended(why, out));
        last = true;
    }

    /// Makes it ready to be filled again.
    void clear() {
        entries.clear();
        beginning = null;
        fixes.clear();
    }

    void write(Bytes out) {
        for (Entry entry : entries) {
            entry.write(out);
        }
    }

    private void add(long atMillis, Entry entry) {
        if (entries.isEmpty()) {
            firstMillis = atMillis;
        }
        entries.add(entry);
    }
}
