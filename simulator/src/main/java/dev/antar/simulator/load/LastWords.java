package dev.antar.simulator.load;

import dev.antar.core.job.JobState;
import dev.antar.simulator.audit.Audit;
import dev.antar.simulator.audit.LastWord;
import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.wire.JobEvent;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.Reply;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Asks the server, when all is over, what became of every job; and reads the whole stream of those
/// about which clients heard different things.
///
/// Others may still use the server: a job may be cancelled after its answer was made, and its
/// driver hear of that before the verdict. So an answer counts only if nobody was told anything of
/// the job since it was asked for; else it is asked for again.
final class LastWords {

    private static final int AT_ONCE = 50;

    /// How long a job's stream has to say what is past, and how long at most the last words are
    /// waited for.
    private static final long STREAM_MILLIS = 2_000;

    private static final long MOST_MILLIS = 30_000;

    /// @param heard how much anybody was told of the job before it was asked about
    private record Answer(LastWord word, int heard) {}

    private final Server server;
    private final Clock clock;
    private final Audit audit;
    private final long streamMillis;
    private final long untilMillis;
    private final Map<String, Answer> answers = new HashMap<>();

    /// @param streamMillis that an open job's stream is read for
    /// @param mostMillis for which the server is asked; a job of which something new is told all
    ///   the time counts as not answered then
    LastWords(Server server, Clock clock, Audit audit, long streamMillis, long mostMillis) {
        this.server = server;
        this.clock = clock;
        this.audit = audit;
        this.streamMillis = streamMillis;
        this.untilMillis = clock.millis() + mostMillis;
    }

    /// With the times that are usual, each multiplied by this.
    static LastWords usual(Server server, Clock clock, Audit audit, double slack) {
        return new LastWords(
                server, clock, audit, (long) (STREAM_MILLIS * slack), (long) (MOST_MILLIS * slack));
    }

    /// Call it once every command is answered; what is disputed does not show before.
    Future<Map<String, LastWord>> collect() {
        audit.noMoreJobs();
        return askAbout(audit.jobs());
    }

    private Future<Map<String, LastWord>> askAbout(Collection<String> jobs) {
        Deque<String> disputed = new ArrayDeque<>(audit.disputed());
        disputed.retainAll(new HashSet<>(jobs));
        return inTurn(disputed, this::reread)
                .compose(_ -> inTurn(new ArrayDeque<>(jobs), this::ask))
                .compose(
                        _ -> {
                            List<String> overtaken = overtaken();
                            return overtaken.isEmpty() || clock.millis() >= untilMillis
                                    ? Future.succeededFuture(words(overtaken))
                                    : askAbout(overtaken);
                        });
    }

    private List<String> overtaken() {
        return answers.entrySet().stream()
                .filter(each -> each.getValue().heard() < audit.heard(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, LastWord> words(List<String> overtaken) {
        Map<String, LastWord> words = new HashMap<>();
        answers.forEach((job, answer) -> words.put(job, answer.word()));
        overtaken.forEach(job -> words.put(job, new LastWord.NoAnswer()));
        return words;
    }

    private interface Step {

        Future<Boolean> about(String job);
    }

    private Future<Void> inTurn(Deque<String> jobs, Step step) {
        List<Future<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            lanes.add(next(jobs, step));
        }
        return Future.all(lanes).mapEmpty();
    }

    private Future<Void> next(Deque<String> jobs, Step step) {
        String job = jobs.poll();
        if (job == null) {
            return Future.succeededFuture();
        }
        return step.about(job).otherwise(false).compose(_ -> next(jobs, step));
    }

    private Future<Boolean> reread(String job) {
        Promise<Boolean> read = Promise.promise();
        JobStream stream = server.follow(job, event -> tell(job, event));
        stream.follow().onComplete(_ -> read.tryComplete(true));
        // An open job's stream has no end; what it says of the past comes at once.
        server.vertx()
                .setTimer(
                        streamMillis,
                        _ -> {
                            stream.close();
                            read.tryComplete(true);
                        });
        return read.future();
    }

    private void tell(String job, JobEvent event) {
        audit.saw(
                new Seen.Streamed(
                        job, event.version(), event.kind(), event.data().getString("driver", "")));
    }

    private Future<Boolean> ask(String job) {
        int heard = audit.heard(job);
        return server.jobs()
                .getUntilAnswered("/v1/jobs/" + job, () -> clock.millis() < untilMillis)
                .map(
                        reply -> {
                            answers.put(job, new Answer(word(reply), heard));
                            return true;
                        });
    }

    private static LastWord word(Reply reply) {
        JsonObject body = reply.body();
        if (reply.status() == 404) {
            return new LastWord.Unknown();
        }
        if (reply.status() != 200 || body == null) {
            return new LastWord.NoAnswer();
        }
        String driver = body.getString("driver");
        return new LastWord.Found(
                JobState.valueOf(body.getString("state")),
                body.getInteger("version"),
                driver == null ? "" : driver);
    }
}
