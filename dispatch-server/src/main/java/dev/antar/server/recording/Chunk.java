package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.Recorder;

import java.util.ArrayList;
import java.util.List;

/// What happened in about a second, on its way from the region's thread to the one that writes.
/// Belongs to one of them at a time. What cannot change is kept as it is, so that the region's
/// thread turns only fixes into bytes.
final class Chunk {

    private interface Entry {

        void write(Bytes out);
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Bytes rows = new Bytes();
    private long firstMillis;
    private boolean last;

    int entries() {
        return entries.size();
    }

    /// Bytes of fixes in it.
    int bytes() {
        return rows.size();
    }

    /// When the first entry happened, epoch milliseconds.
    long firstMillis() {
        return firstMillis;
    }

    /// Whether nothing follows it.
    boolean isLast() {
        return last;
    }

    void began(Recorder.Beginning beginning) {
        add(beginning.atMillis(), out -> Frames.began(beginning, out));
    }

    void handled(Command command, Result result, List<Event> events) {
        if (command instanceof Command.ReportFixes(long atMillis, var fixes)) {
            int from = rows.size();
            FixRows.writeOnDuty(fixes, atMillis, rows);
            int length = rows.size() - from;
            int verdicts = FixRows.verdicts(fixes);
            add(
                    atMillis,
                    out ->
                            Frames.fixes(
                                    atMillis, rows, from, length, verdicts, result, events, out));
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
