package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes the demand and the fleet out of a recording, in the files that `antar evaluate` and `antar
/// compare` read: who asked for what, and where each driver first was. Times are UTC.
public final class DemandExport implements Replay.Watching {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StringBuilder trips =
            new StringBuilder(
                    "pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers\n");

    /// When each driver came on duty who has not been seen anywhere yet.
    private final Map<DriverId, Long> unseen = new HashMap<>();

    private final Map<DriverId, String> fleet = new LinkedHashMap<>();
    private int jobs;

    @Override
    public void handled(Command command, List<Event> events, @Nullable Dispatcher dispatcher) {
        for (Event event : events) {
            if (event instanceof Event.JobSubmitted submitted) {
                add(submitted.asked());
            } else if (event instanceof Event.DriverWentOnline online
                    && !fleet.containsKey(online.driver())) {
                unseen.putIfAbsent(online.driver(), online.atMillis());
            }
        }
        if (dispatcher != null && !unseen.isEmpty()) {
            unseen.entrySet().removeIf(each -> seen(each.getKey(), each.getValue(), dispatcher));
        }
    }

    /// How many jobs were asked for.
    public int jobs() {
        return jobs;
    }

    /// How many drivers were on duty and seen somewhere.
    public int drivers() {
        return fleet.size();
    }

    /// Writes `trips.csv` and `fleet.csv`.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("trips.csv"), trips, StandardCharsets.UTF_8);
        StringBuilder rows = new StringBuilder("licence,start_time,lat,lng,capacity\n");
        fleet.values().forEach(rows::append);
        Files.writeString(folder.resolve("fleet.csv"), rows, StandardCharsets.UTF_8);
    }

    private void add(Job job) {
        jobs++;
        trips.append(
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%s,%d%n",
                        TIME.format(Instant.ofEpochMilli(job.requestedAtMillis())),
                        job.pickup().lat(),
                        job.pickup().lng(),
                        job.dropoff().lat(),
                        job.dropoff().lng(),
                        Math.max(1, job.requirements().seats())));
    }

    private boolean seen(DriverId id, long onlineAtMillis, Dispatcher dispatcher) {
        Driver driver = dispatcher.roster().find(id);
        LatLng place = driver == null ? null : driver.position();
        if (driver == null || place == null) {
            return false;
        }
        fleet.put(
                id,
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d%n",
                        id,
                        TIME.format(Instant.ofEpochMilli(onlineAtMillis)),
                        place.lat(),
                        place.lng(),
                        Math.max(1, driver.profile().seats())));
        return true;
    }
}
