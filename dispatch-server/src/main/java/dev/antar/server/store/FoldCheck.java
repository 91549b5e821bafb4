package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.JobId;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether the tables are what the log of events makes of them. Folds every event once, by the code
/// that writes the tables; needs memory for open jobs and drivers, not for the log.
public final class FoldCheck {

    private static final int CHUNK = 2_000;
    private static final int MOST_TOLD = 20;

    /// What was compared.
    ///
    /// @param lastAtMillis when the latest event happened, epoch milliseconds; 0 without events
    /// @param differences in words, the first twenty; empty when all is equal
    public record Result(
            int regions,
            long events,
            long jobs,
            long drivers,
            long lastAtMillis,
            List<String> differences) {

        public Result {
            differences = List.copyOf(differences);
        }
    }

    private final Connection connection;
    private final List<String> differences = new ArrayList<>();
    private long events;
    private long jobs;
    private long drivers;
    private long lastAtMillis;

    private FoldCheck(Connection connection) {
        this.connection = connection;
    }

    /// Compares all regions.
    ///
    /// @param connection in a transaction that sees one moment (repeatable read)
    public static Result of(Connection connection) throws SQLException {
        FoldCheck check = new FoldCheck(connection);
        List<String> regions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from region order by id")) {
            while (rows.next()) {
                regions.add(rows.getString(1));
            }
        }
        for (String region : regions) {
            check.new OneRegion(region).compare();
        }
        return new Result(
                regions.size(),
                check.events,
                check.jobs,
                check.drivers,
                check.lastAtMillis,
                check.differences);
    }

    private void differs(String what) {
        if (differences.size() < MOST_TOLD) {
            differences.add(what);
        }
    }

    /// One region's log on its way through the fold.
    private final class OneRegion {

        private final String region;
        private final Projection projection = new Projection();
        private final Map<JobId, Integer> versions = new HashMap<>();
        private final Map<JobId, Projection.JobRow> open = new HashMap<>();
        private final List<Event> chunk = new ArrayList<>(CHUNK);
        private long seq;
        private long folded;
        private long accepted;

        OneRegion(String region) {
            this.region = region;
        }

        void compare() throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "select seq, job, version, type, body::text as body from event where"
                                    + " region = ? order by seq")) {
                statement.setFetchSize(CHUNK);
                statement.setString(1, region);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        chunk.add(event(rows));
                        if (chunk.size() == CHUNK) {
                            fold();
                        }
                    }
                }
                fold();
            } catch (IllegalArgumentException | IllegalStateException e) {
                differs(region + ": event " + (seq + 1) + " cannot be folded: " + e.getMessage());
                return;
            }
            compareJobs(open);
            compareDrivers();
            compareCounts();
            comparePlaces();
        }

        private Event event(ResultSet row) throws SQLException {
            long number = row.getLong("seq");
            if (number != seq + 1) {
                differs(region + ": after event " + seq + " comes " + number);
            }
            seq = number;
            String type = row.getString("type");
            String body = row.getString("body");
            String job = row.getString("job");
            if (job != null) {
                return EventJson.ofJob(type, number, new JobId(job), row.getInt("version"), body);
            }
            return type.equals("PolicyChanged")
                    ? EventJson.policyChanged(number, body)
                    : EventJson.ofDriver(type, number, body);
        }

        private void fold() throws SQLException {
            if (chunk.isEmpty()) {
                return;
            }
            events += chunk.size();
            for (Event event : chunk) {
                lastAtMillis = Math.max(lastAtMillis, event.atMillis());
                if (event instanceof Event.OfJob ofJob) {
                    count(ofJob);
                }
            }
            Map<JobId, Projection.JobRow> ended = new HashMap<>();
            projection
                    .of(chunk)
                    .jobs
                    .forEach(
                            (id, row) -> {
                                if (row.endedAtMillis() == null) {
                                    open.put(id, row);
                                } else {
                                    open.remove(id);
                                    versions.remove(id);
                                    ended.put(id, row);
                                }
                            });
            compareJobs(ended);
            chunk.clear();
        }

        private void count(Event.OfJob event) {
            Integer before = versions.put(event.job(), event.version());
            if (event.version() != (before == null ? 1 : before + 1)) {
                differs(
                        region
                                + ": job "
                                + event.job()
                                + " has version "
                                + event.version()
                                + " after "
                                + (before == null ? "none" : before));
            }
            folded += event instanceof Event.JobSubmitted ? 1 : 0;
            accepted += event instanceof Event.OfferAccepted ? 1 : 0;
        }

        private void compareJobs(Map<JobId, Projection.JobRow> expected) throws SQLException {
            Map<String, String> wanted = new TreeMap<>();
            expected.forEach((id, row) -> wanted.put(id.value(), words(row)));
            List<String> ids = new ArrayList<>(wanted.keySet());
            for (int from = 0; from < ids.size(); from += CHUNK) {
                compareJobs(ids.subList(from, Math.min(ids.size(), from + CHUNK)), wanted);
            }
        }

        private void compareJobs(List<String> ids, Map<String, String> wanted) throws SQLException {
            Map<String, String> found = new HashMap<>();
            Array names = connection.createArrayOf("text", ids.toArray());
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "select job.id, state, job.version, job.driver, offer, (extract(epoch"
                                + " from job.ended_at) * 1000)::bigint as ended, end_reason,"
                                + " held.driver as holder from job left join assignment held on"
                                + " held.job = job.id and held.ended_at is null where job.region ="
                                + " ? and job.id = any (?)")) {
                statement.setString(1, region);
                statement.setArray(2, names);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString("id"), words(row));
                    }
                }
            }
            for (String id : ids) {
                String is = found.getOrDefault(id, "nothing");
                String shall = String.valueOf(wanted.get(id));
                if (!is.equals(shall)) {
                    differs(region + ": job " + id + " is " + is + ", by the log " + shall);
                }
            }
        }

        private static String words(Projection.JobRow row) {
            return words(
                    row.state().name(),
                    row.version(),
                    row.driver() == null ? null : row.driver().value(),
                    row.offer(),
                    row.endedAtMillis(),
                    row.endReason(),
                    row.endedAtMillis() == null && row.state().held() && row.driver() != null
                            ? row.driver().value()
                            : null);
        }

        private static String words(ResultSet row) throws SQLException {
            return words(
                    row.getString("state"),
                    row.getInt("version"),
                    row.getString("driver"),
                    row.getObject("offer", Long.class),
                    row.getObject("ended", Long.class),
                    row.getString("end_reason"),
                    row.getString("holder"));
        }

        private static String words(@Nullable Object... values) {
            return Arrays.toString(values);
        }

        private void compareDrivers() throws SQLException {
            Map<DriverId, Projection.DriverRow> expected = new HashMap<>(projection.known());
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "select id, registered_seq, vehicle, skills, seats, capacity, on_duty,"
                                + " availability::text as availability from driver where region = ?"
                                + " order by id")) {
                statement.setString(1, region);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        drivers++;
                        Projection.DriverRow is = driver(row);
                        Projection.DriverRow shall = expected.remove(is.id());
                        if (!is.equals(shall)) {
                            differs(
                                    region
                                            + ": driver "
                                            + is.id()
                                            + " is "
                                            + is
                                            + ", by the log "
                                            + shall);
                        }
                    }
                }
            }
            for (DriverId missing : expected.keySet()) {
                differs(region + ": driver " + missing + " is in the log only");
            }
        }

        private static Projection.DriverRow driver(ResultSet row) throws SQLException {
            DriverProfile profile =
                    DriverProfile.of(
                            new DriverId(row.getString("id")),
                            Vehicle.valueOf(row.getString("vehicle")),
                            List.of((String[]) row.getArray("skills").getArray()),
                            row.getInt("seats"),
                            row.getInt("capacity"));
            Snapshot.KnownDriver known =
                    EventJson.knownDriver(
                            profile, row.getBoolean("on_duty"), row.getString("availability"));
            return new Projection.DriverRow(row.getLong("registered_seq"), known);
        }

        private void compareCounts() throws SQLException {
            long rows = number("select count(*) from job where region = ?");
            jobs += rows;
            if (rows != folded) {
                differs(region + ": there are " + rows + " jobs, by the log " + folded);
            }
            long begun = number("select count(*) from assignment where region = ?");
            if (begun != accepted) {
                differs(region + ": there are " + begun + " assignments, by the log " + accepted);
            }
        }

        private void comparePlaces() throws SQLException {
            long other =
                    number(
                            "select count(*) from job join event on event.job = job.id and"
                                    + " event.version = 1 where job.region = ? and job.asked <>"
                                    + " event.body -> 'asked'");
            if (other > 0) {
                differs(region + ": " + other + " jobs ask for something else than their event");
            }
        }

        private long number(String question) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(question)) {
                statement.setString(1, region);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }
}
