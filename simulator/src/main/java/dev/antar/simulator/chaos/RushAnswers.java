package dev.antar.simulator.chaos;

import io.vertx.core.json.JsonObject;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the customers of a [Rush] asked for, and what they were told: each acknowledgement, and the
/// first refusal of each status. Further refusals are millions, and only counted. One thread.
final class RushAnswers {

    /// What was asked follows from the key.
    private static final JsonObject NO_BODY = new JsonObject();

    private final String tag;
    private final Set<Asked> asked = new LinkedHashSet<>();
    private final Map<Integer, String> saidFirst = new HashMap<>();
    private final Refusals refused = new Refusals();
    private int next;

    /// @param tag begins keys
    RushAnswers(String tag) {
        this.tag = tag;
    }

    /// A customer asks for a job, under a key of its own.
    Asked ask(long nanos) {
        Asked one = new Asked(JobRequests.key(tag, next++), NO_BODY);
        one.sent(nanos);
        asked.add(one);
        return one;
    }

    /// The request was not sent after all.
    void forget(Asked one) {
        asked.remove(one);
    }

    /// He was answered; the customer of a job that [#ask] gave.
    ///
    /// @param status 0 where the answer has been lost
    void answered(Asked one, int status, String body, long nanos) {
        if (status != 0 && status != 201 && saidFirst.containsKey(status)) {
            asked.remove(one);
            refused.add(JobRequests.number(tag, one.key()), status);
        }
        answeredAgain(one, status, body, nanos);
    }

    /// The same of one who asked again, and stays among the [#asked].
    void answeredAgain(Asked one, int status, String body, long nanos) {
        if (status != 0) {
            // Refusals are many and say the same.
            String said = status == 201 ? body : saidFirst.computeIfAbsent(status, _ -> body);
            one.answered(status, said, nanos);
        }
    }

    /// Counts those of these keys no more among the [#refused] that were refused, but among the
    /// [#asked]: the server has done something all the same.
    ///
    /// @param sentNanos when they were about to be sent
    void recall(Set<String> keys, long sentNanos, long nowNanos) {
        for (String key : keys) {
            int number = JobRequests.number(tag, key);
            int status = number < 0 ? 0 : refused.take(number);
            if (status != 0) {
                Asked one = new Asked(key, NO_BODY);
                one.sent(sentNanos);
                answeredAgain(one, status, "", nowNanos);
                asked.add(one);
            }
        }
    }

    /// Who was never answered, and who was told that it is not known whether something was done,
    /// though it was.
    ///
    /// @param kept keys that have an answer in the database
    List<Asked> undecided(Set<String> kept) {
        return asked.stream()
                .filter(one -> !one.answered() || (one.status() == 503 && kept.contains(one.key())))
                .toList();
    }

    /// Everything that was asked for, but what was [#refused].
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// How many were refused, by status, besides the first of each.
    Map<Integer, Long> refused() {
        return refused.counts();
    }
}
