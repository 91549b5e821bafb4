package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixVerdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Takes one driver's fixes out of recordings, as CSV. A recording that was coarsened has none.
public final class FixExport implements Replay.Watching {

    private final DriverId driver;
    private final Appendable out;
    private long fixes;

    /// Writes the first line.
    public FixExport(DriverId driver, Appendable out) throws IOException {
        this.driver = driver;
        this.out = out;
        out.append("received_at,fixed_at,lat,lng,accuracy_m,speed_mps,heading_deg,verdict\n");
    }

    /// How many there were.
    public long fixes() {
        return fixes;
    }

    /// Reads one flight.
    public void read(List<Path> files) throws IOException, Unreadable {
        try (FlightReader reader = new FlightReader(files)) {
            if (!reader.isCoarsened()) {
                Replay replay = new Replay(reader);
                replay.run(Long.MAX_VALUE, this);
                Replay.Difference difference = replay.difference();
                if (difference != null) {
                    throw new Unreadable(
                            reader.flight()
                                    + ": what is after "
                                    + Instant.ofEpochMilli(difference.atMillis())
                                    + ", for the replay parts from the record there");
                }
            }
        }
    }

    @Override
    public void handled(Command command, List<Event> events, @Nullable Dispatcher dispatcher) {
        if (dispatcher == null || !(command instanceof Command.ReportFixes(long at, var batch))) {
            return;
        }
        for (int row = 0; row < batch.size(); row++) {
            int slot = batch.slot(row);
            if (slot < dispatcher.roster().size()
                    && dispatcher.roster().at(slot).id().equals(driver)) {
                write(at, batch, row);
            }
        }
    }

    private void write(long atMillis, FixBatch batch, int row) {
        // Off duty it was not written where he was.
        boolean kept = batch.verdict(row) != FixVerdict.OFF_DUTY;
        String line =
                String.join(
                        ",",
                        Instant.ofEpochMilli(atMillis).toString(),
                        Instant.ofEpochMilli(batch.fixedAtMillis(row)).toString(),
                        kept ? Double.toString(batch.lat(row)) : "",
                        kept ? Double.toString(batch.lng(row)) : "",
                        known(batch.accuracyMeters(row)),
                        known(batch.speedMps(row)),
                        known(batch.headingDegrees(row)),
                        batch.verdict(row).name());
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fixes++;
    }

    private static String known(double measure) {
        return measure == Fix.UNKNOWN ? "" : Double.toString(measure);
    }
}
