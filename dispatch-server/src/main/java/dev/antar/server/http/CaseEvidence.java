package dev.antar.server.http;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.explain.Asked;
import dev.antar.server.explain.DriverStory;
import dev.antar.server.explain.JobStory;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/// What is known of a decision when a driver objects to it: kept with his case, since records are
/// dropped and cases are not. `explanation`, `statement` and `pauses` are for his eyes, `record`
/// and `replay` for the operator's.
final class CaseEvidence {

    private static final int MOST_PAUSES = 20;

    private final Archives archives;
    private final StatementResource statements;
    private final Function<String, @Nullable Path> recordings;

    /// @param recordings where a region's recordings are, or null where nothing is recorded
    CaseEvidence(
            Archives archives,
            StatementResource statements,
            Function<String, @Nullable Path> recordings) {
        this.archives = archives;
        this.statements = statements;
        this.recordings = recordings;
    }

    /// @param region that has the job, or null
    record Found(@Nullable String region, JsonObject json) {}

    /// About a job. Where it is unknown there is nothing, as where no record names the driver: he
    /// does not learn which.
    Future<Found> ofJob(JobId job, DriverId driver, Asked asked) {
        return archives.jobs()
                .find(job)
                .compose(
                        found ->
                                found == null
                                        ? Future.succeededFuture(nothing())
                                        : Future.all(
                                                        archives.jobs().events(job, 0),
                                                        archives.decisions().ofJob(job))
                                                .map(
                                                        both ->
                                                                ofJob(
                                                                        found,
                                                                        both.resultAt(0),
                                                                        both.resultAt(1),
                                                                        driver,
                                                                        asked)));
    }

    private static Found nothing() {
        return new Found(
                null, new JsonObject().putNull("explanation").putNull("record").putNull("replay"));
    }

    private Found ofJob(
            JobArchive.ArchivedJob found,
            List<JobArchive.ArchivedEvent> events,
            List<DecisionRecord> records,
            DriverId driver,
            Asked asked) {
        JobId job = found.asked().id();
        JsonObject own = new DriverStory(asked, job, driver, events, records).tell();
        JsonObject whole = new JobStory(asked, found, events, records).tell();
        return new Found(
                found.region(),
                new JsonObject()
                        .put("explanation", own)
                        .put("record", whole)
                        .put(
                                "replay",
                                replay(found.region(), job, driver, at(events, records, driver))));
    }

    /// When he was last considered or left out; else when something last happened to the job.
    private static long at(
            List<JobArchive.ArchivedEvent> events, List<DecisionRecord> records, DriverId driver) {
        long at = 0;
        for (DecisionRecord record : records) {
            boolean named =
                    record.considered().stream().anyMatch(one -> one.driver().equals(driver))
                            || record.others().stream()
                                    .anyMatch(one -> one.driver().equals(driver));
            at = named ? Math.max(at, record.atMillis()) : at;
        }
        if (at == 0) {
            for (JobArchive.ArchivedEvent event : events) {
                at = Math.max(at, new JsonObject(event.body()).getLong("at", 0L));
            }
        }
        return at;
    }

    private JsonObject replay(String region, @Nullable JobId job, DriverId driver, long atMillis) {
        String until = Shape.moment(atMillis);
        JsonObject json = new JsonObject().put("until", until);
        Path folder = recordings.apply(region);
        if (folder == null) {
            json.putNull("command").put("note", "Region " + region + " is not recorded.");
        } else {
            String what = job == null ? "" : " --job " + job.value();
            json.put("command", "antar replay " + quoted(folder) + what + " --until " + until);
        }
        return job == null
                ? json
                : json.put(
                        "explanation",
                        "/v1/jobs/" + job.value() + "/explanation?driver=" + driver.value());
    }

    private static String quoted(Path folder) {
        String path = folder.toString();
        return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /// About what a day's statement says.
    Future<Found> ofDay(DriverId driver, LocalDate day, ZoneId zone) {
        return statements
                .of(driver, day, zone)
                .map(statement -> new Found(null, new JsonObject().put("statement", statement)));
    }

    /// About being paused.
    Future<Found> ofPauses(DriverId driver, String region) {
        return archives.days()
                .pauses(driver, MOST_PAUSES)
                .map(
                        events -> {
                            JsonArray pauses = new JsonArray();
                            events.forEach(event -> pauses.add(shown(event)));
                            JsonObject json = new JsonObject().put("pauses", pauses);
                            if (!events.isEmpty()) {
                                long at = events.getFirst().atMillis();
                                json.put("replay", replay(region, null, driver, at));
                            }
                            return new Found(null, json);
                        });
    }

    private static JsonObject shown(Event event) {
        return switch (event) {
            case Event.DriverPaused paused ->
                    shown("PAUSED", paused.atMillis(), paused.by(), paused.reason());
            case Event.DriverResumed resumed ->
                    shown("RESUMED", resumed.atMillis(), resumed.by(), resumed.reason());
            default -> throw new IllegalStateException(event + " is no pause");
        };
    }

    private static JsonObject shown(String what, long atMillis, String by, String reason) {
        return new JsonObject()
                .put("what", what)
                .put("at", Shape.moment(atMillis))
                .put("by", by)
                .put("reason", reason);
    }
}
