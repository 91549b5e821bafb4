package dev.antar.simulator.chaos;

import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what customers were told against the answers that a server keeps under their keys, one
/// after the other: all of them at once may be more than there is memory for. One thread.
final class KeptAnswers {

    private final Map<String, Asked> unseen = new HashMap<>();
    private final List<String> different = new ArrayList<>();
    private final List<String> carriedOut = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private long twice;

    /// @param asked each under a key of its own
    KeptAnswers(List<Asked> asked) {
        asked.stream().filter(Asked::answered).forEach(each -> unseen.put(each.key(), each));
    }

    /// A kept answer; one of each key.
    void add(String key, int status, String body) {
        Asked one = unseen.remove(key);
        if (one != null && one.acknowledged() && !one.answer().equals(body)) {
            different.add(told(one));
        }
        if (one != null && !one.acknowledged() && status == 201) {
            carriedOut.add(told(one));
        }
        // Other things are made under keys as well, such as webhooks; they have no pickup.
        JsonObject job = status == 201 ? new JsonObject(body) : new JsonObject();
        if (job.containsKey("pickup") && !made.add(job.getString("id"))) {
            twice++;
        }
    }

    /// What customers were told is what is kept; after the last of them.
    List<Check> checks() {
        List<String> others = new ArrayList<>(different);
        unseen.values().stream().filter(Asked::acknowledged).forEach(one -> others.add(told(one)));
        return List.of(
                Check.none("answer other than the one kept under its key", others),
                Check.none("request refused and carried out all the same", carriedOut));
    }

    /// Every job was asked for under some key, whose answer was written together with it: a job
    /// without one, or with two, came of a request that was carried out twice.
    ///
    /// @param jobs the ids of all there are
    List<Check> checksOfJobs(Set<String> jobs) {
        return List.of(
                Check.none("job answered to two keys", twice),
                Check.none(
                        "job that no answered request made",
                        jobs.stream().filter(id -> !made.contains(id)).toList()),
                Check.none(
                        "kept answer whose job is not there",
                        made.stream().filter(id -> !jobs.contains(id)).toList()));
    }

    private static String told(Asked one) {
        return one.key() + ": " + one.status() + " " + one.answer();
    }
}
