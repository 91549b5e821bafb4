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
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks the server, when all is over, what became of every job; and reads the whole stream of those
/// about which clients heard different things.
final class LastWords {

    private static final int AT_ONCE = 50;
    private static final int AGAIN = 3;
    private static final long STREAM_MILLIS = 2_000;

    /// How long at most the last words are waited for.
    private static final long MOST_MILLIS = 30_000;

    private final Server server;
    private final Clock clock;
    private final Audit audit;
    private final long untilMillis;
    private final Map<String, LastWord> words = new HashMap<>();

    LastWords(Server server, Clock clock, Audit audit) {
        this.server = server;
        this.clock = clock;
        this.audit = audit;
        this.untilMillis = clock.millis() + MOST_MILLIS;
    }

    /// Call it once every command is answered; what is disputed does not show before.
    Future<Map<String, LastWord>> collect() {
        audit.noMoreJobs();
        return inTurn(new ArrayDeque<>(audit.disputed()), this::reread)
                .compose(_ -> inTurn(new ArrayDeque<>(audit.jobs()), this::ask))
                .compose(_ -> askTheOvertaken(AGAIN))
                .map(_ -> words);
    }

    /// A slow server takes so long for all that jobs go on after it was asked about them.
    private Future<Void> askTheOvertaken(int again) {
        Deque<String> overtaken = new ArrayDeque<>();
        words.forEach(
                (job, word) -> {
                    if (overtaken(job, word)) {
                        overtaken.add(job);
                    }
                });
        return overtaken.isEmpty() || again == 0
                ? Future.succeededFuture()
                : inTurn(overtaken, this::ask).compose(_ -> askTheOvertaken(again - 1));
    }

    private boolean overtaken(String job, LastWord word) {
        return word instanceof LastWord.Found found && found.version() < audit.version(job);
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
                        STREAM_MILLIS,
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
        return ask(job, AGAIN);
    }

    /// Streams go on meanwhile, and what they tell may overtake an answer that was made before it:
    /// then another one is asked for.
    private Future<Boolean> ask(String job, int again) {
        return server.jobs()
                .getUntilAnswered("/v1/jobs/" + job, () -> clock.millis() < untilMillis)
                .compose(
                        reply -> {
                            LastWord word = word(reply);
                            words.put(job, word);
                            return overtaken(job, word) && again > 0
                                    ? ask(job, again - 1)
                                    : Future.succeededFuture(true);
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
