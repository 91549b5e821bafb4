package dev.antar.simulator.chaos;

import dev.antar.core.job.JobState;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// A job as a server tells it to whoever asks.
///
/// @param driver who holds it, or nothing
/// @param reason why it waits, or nothing. Only the region's memory knows: it is told where the
///   region has the job, in this very state
record ToldJob(JobState state, String driver, int version, String reason) {

    static ToldJob of(JsonObject answer) {
        return new ToldJob(
                JobState.valueOf(answer.getString("state")),
                text(answer, "driver"),
                answer.getInteger("version"),
                text(answer, "unmatchedReason"));
    }

    /// Whether it is what its events come to.
    boolean agrees(JobFold fold) {
        return state == fold.state() && version == fold.version() && driver.equals(fold.driver());
    }

    /// Whether it waits and the region does not say why, because it has no such job.
    boolean isOnlyInTheTables() {
        return (state == JobState.PENDING || state == JobState.SCHEDULED) && reason.isEmpty();
    }

    private static String text(JsonObject answer, String field) {
        @Nullable String said = answer.getString(field);
        return said == null ? "" : said;
    }
}
