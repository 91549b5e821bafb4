package dev.antar.server.torture;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.StoredReply;

import java.util.SplittableRandom;

/// Somebody who pauses a driver and later lets him work again, each under a key that he repeats
/// until he has an answer.
final class Operator implements Asker {

    private static final int UNKNOWN = 404;
    private static final int LONGEST_MILLIS = 25_000;

    private final int number;
    private final DriverId driver;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final History history;
    private final Requests requests;
    private boolean paused;
    private boolean done;

    Operator(
            int number,
            DriverId driver,
            VirtualTime time,
            SplittableRandom random,
            History history,
            Requests requests) {
        this.number = number;
        this.driver = driver;
        this.time = time;
        this.random = random;
        this.history = history;
        this.requests = requests;
    }

    @Override
    public void begin(long atMillis) {
        time.at(atMillis, this::ask);
    }

    /// Whether the pause that he asked for is over, and he knows it.
    @Override
    public boolean done() {
        return done;
    }

    @Override
    public String toString() {
        return "operator p" + number + (paused ? ", whose pause is answered," : "");
    }

    private void ask() {
        boolean pauses = !paused;
        String reason = (pauses ? "pause " : "resume ") + number;
        history.add(new Seen.PauseAsked(time.nowMillis(), driver, pauses, reason));
        requests.send(
                region ->
                        region.handleOnce(
                                command(region, pauses, reason),
                                new IdempotencyKey(reason.replace(' ', '-'), reason),
                                (result, _) -> reply(result)),
                (status, _) -> answered(pauses, reason, status),
                (status, _) -> note(pauses, reason, status));
    }

    private Command command(Region region, boolean pauses, String reason) {
        return pauses
                ? new Command.PauseDriver(region.nowMillis(), driver, "p" + number, reason)
                : new Command.ResumeDriver(region.nowMillis(), driver, "p" + number, reason);
    }

    private void answered(boolean pauses, String reason, int status) {
        // Nobody is paused who has never come.
        if (Requests.retried(status) || status == UNKNOWN) {
            time.after(300 + random.nextInt(2_500), this::ask);
            return;
        }
        note(pauses, reason, status);
        paused = pauses;
        done = !pauses;
        if (pauses) {
            time.after(500 + random.nextInt(LONGEST_MILLIS), this::ask);
        }
    }

    private void note(boolean pauses, String reason, int status) {
        history.add(new Seen.PauseAnswered(time.nowMillis(), driver, pauses, reason, status));
    }

    private static StoredReply reply(Result result) {
        return new StoredReply(result.isDone() ? 200 : UNKNOWN, "");
    }
}
