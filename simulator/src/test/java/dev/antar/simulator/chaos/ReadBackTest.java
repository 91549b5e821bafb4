package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobState;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class ReadBackTest {

    private static final String WAITS = "NO_DRIVER";

    private final Map<String, JobFold> folds = new HashMap<>();
    private final Map<String, ToldJob> told = new HashMap<>();

    @Test
    void jobsThatAreToldAsTheirEventsSayAreAllRight() {
        events("waits", "JobSubmitted", "");
        events("held", "JobSubmitted", "", "OfferMade", "d", "OfferAccepted", "d");
        events("ended", "JobSubmitted", "", "JobCancelled", "");
        told.put("waits", new ToldJob(JobState.PENDING, "", 1, WAITS));
        told.put("held", new ToldJob(JobState.ASSIGNED, "d", 3, ""));

        assertEquals(List.of("0", "0", "0"), found());
        assertEquals(2, ReadBack.open(folds).size());
    }

    @Test
    void otherStateDriverOrVersionIsSeen() {
        for (String job : List.of("state", "driver", "version")) {
            events(job, "JobSubmitted", "", "OfferMade", "d", "OfferAccepted", "d");
        }
        told.put("state", new ToldJob(JobState.AT_PICKUP, "d", 3, ""));
        told.put("driver", new ToldJob(JobState.ASSIGNED, "e", 3, ""));
        told.put("version", new ToldJob(JobState.ASSIGNED, "d", 2, ""));

        assertTrue(found().get(1).startsWith("3, such as "), found().get(1));
    }

    @Test
    void jobThatNothingIsToldOfIsSeen() {
        events("gone", "JobSubmitted", "");

        assertEquals(List.of("1, such as gone", "0", "0"), found());
    }

    @Test
    void jobThatOnlyTheTablesHaveIsSeen() {
        events("lost", "JobSubmitted", "");
        told.put("lost", new ToldJob(JobState.PENDING, "", 1, ""));

        assertEquals(List.of("0", "0", "1, such as lost"), found());
    }

    @Test
    void answerIsReadWithAndWithoutADriver() {
        assertEquals(
                new ToldJob(JobState.PENDING, "", 1, WAITS),
                ToldJob.of(
                        new JsonObject(
                                "{\"state\":\"PENDING\",\"version\":1,\"driver\":null,"
                                        + "\"unmatchedReason\":\"NO_DRIVER\"}")));
        assertEquals(
                new ToldJob(JobState.ASSIGNED, "d", 3, ""),
                ToldJob.of(
                        new JsonObject(
                                "{\"state\":\"ASSIGNED\",\"version\":3,\"driver\":\"d\","
                                        + "\"unmatchedReason\":null}")));
    }

    private List<String> found() {
        return ReadBack.checks(folds, told).stream().map(Check::found).toList();
    }

    private void events(String job, String... typesAndDrivers) {
        JobFold fold = new JobFold();
        for (int i = 0; i < typesAndDrivers.length; i += 2) {
            fold.add(i / 2 + 1, typesAndDrivers[i], typesAndDrivers[i + 1], false);
        }
        folds.put(job, fold);
    }
}
