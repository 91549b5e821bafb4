package dev.antar.server.torture;

import dev.antar.core.engine.Event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What customers were told is so: a job is acknowledged once it is written, made once for a key
/// however often it is asked for, and its stream has no gap.
final class RequestCheck implements Check {

    private static final int CREATED = 201;
    private static final int DONE = 200;

    private final Findings findings;
    private final WrittenFacts facts;
    private final Map<String, String> keyOfName = new HashMap<>();
    private final Map<String, String> madeByKey = new HashMap<>();
    private final Map<String, Seen.Created> answers = new HashMap<>();
    private final Set<String> notCancelled = new HashSet<>();
    private final Map<String, Integer> versions = new HashMap<>();

    RequestCheck(Findings findings, WrittenFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Asked asked -> keyOfName.put(asked.job(), asked.key());
            case Seen.Written written -> written(written);
            case Seen.Created created -> created(created);
            case Seen.CancelAnswered answered -> {
                if (answered.status() != DONE) {
                    notCancelled.add(answered.job());
                }
                if (answered.status() == DONE && !facts.has("cancelled", answered.job(), "")) {
                    findings.add(
                            answered.atMillis(), Rule.NO_ACK_BEFORE_COMMIT, answered.toString());
                }
            }
            case Seen.Followed followed -> followed(followed);
            default -> {}
        }
    }

    @Override
    public void end() {
        for (Seen.Created answer : answers.values()) {
            String made = madeByKey.get(answer.key());
            if (answer.status() != CREATED && made != null) {
                findings.add(
                        answer.atMillis(),
                        Rule.SAME_KEY_SAME_ANSWER,
                        answer + " but job " + made + " was made by this key");
            }
        }
    }

    private void written(Seen.Written written) {
        for (Event event : written.events()) {
            if (event instanceof Event.OfJob ofJob) {
                versions.put(ofJob.job().value(), ofJob.version());
            }
            if (event instanceof Event.JobCancelled cancelled
                    && notCancelled.contains(cancelled.job().value())) {
                findings.add(
                        written.atMillis(),
                        Rule.REFUSED_IS_NOT_DONE,
                        cancelled + " after its customer was told that it is not");
            }
            if (event instanceof Event.JobSubmitted submitted) {
                String job = submitted.job().value();
                String key = keyOfName.getOrDefault(job, "");
                String before = madeByKey.put(key, job);
                if (before != null) {
                    findings.add(
                            written.atMillis(),
                            Rule.NO_SECOND_JOB,
                            "key " + key + " made " + before + " and " + job);
                }
            }
        }
    }

    private void created(Seen.Created created) {
        String job = created.job();
        if (job != null && !facts.has("submitted", job, "")) {
            findings.add(created.atMillis(), Rule.NO_ACK_BEFORE_COMMIT, created.toString());
        }
        Seen.Created before = answers.putIfAbsent(created.key(), created);
        if (before != null
                && (before.status() != created.status() || !before.body().equals(created.body()))) {
            findings.add(
                    created.atMillis(), Rule.SAME_KEY_SAME_ANSWER, created + " after " + before);
        }
    }

    private void followed(Seen.Followed followed) {
        if (followed.version() != followed.after() + 1) {
            findings.add(followed.atMillis(), Rule.STREAMS_HAVE_NO_GAP, followed.toString());
        }
        int written = versions.getOrDefault(followed.job(), 0);
        if (followed.version() > written) {
            findings.add(
                    followed.atMillis(),
                    Rule.NOTHING_SEEN_BEFORE_COMMIT,
                    followed + " but written up to " + written);
        }
    }
}
