package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

final class KeptAnswersTest {

    @Test
    void whatCustomersWereToldIsWhatIsKept() {
        KeptAnswers kept = new KeptAnswers(List.of(told("a", 201, job("1")), told("b", 503, "")));
        kept.add("a", 201, job("1"));
        kept.add("a-c", 200, "{}");
        kept.add("webhook", 201, "{\"id\":\"w\"}");

        assertEquals(List.of("0", "0", "0", "0", "0"), found(kept, "1"));
    }

    @Test
    void otherAnswerOrNoneAtAllIsSeen() {
        KeptAnswers kept =
                new KeptAnswers(List.of(told("a", 201, job("1")), told("b", 201, job("2"))));
        kept.add("a", 201, job("3"));

        assertTrue(found(kept, "3").getFirst().startsWith("2, such as a: 201"));
    }

    @Test
    void refusedRequestThatWasCarriedOutIsSeen() {
        KeptAnswers kept = new KeptAnswers(List.of(told("a", 503, "later"), told("b", 422, "no")));
        kept.add("a", 201, job("1"));
        kept.add("b", 422, "no");

        assertEquals("1, such as a: 503 later", found(kept, "1").get(1));
    }

    @Test
    void jobOfTwoKeysJobOfNoneAndKeyWithoutItsJobAreSeen() {
        KeptAnswers kept = new KeptAnswers(List.of());
        kept.add("a", 201, job("1"));
        kept.add("b", 201, job("1"));

        assertEquals(List.of("1", "1, such as 2", "1, such as 1"), found(kept, "2").subList(2, 5));
    }

    private static Asked told(String key, int status, String answer) {
        Asked one = new Asked(key, new JsonObject());
        one.sent(0);
        one.answered(status, answer, 1);
        return one;
    }

    private static String job(String id) {
        return new JsonObject().put("id", id).put("pickup", new JsonObject()).encode();
    }

    private static List<String> found(KeptAnswers kept, String job) {
        return Stream.concat(kept.checks().stream(), kept.checksOfJobs(Set.of(job)).stream())
                .map(Check::found)
                .toList();
    }
}
