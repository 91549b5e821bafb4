package dev.antar.server.torture;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.StoredReply;

import java.util.Objects;
import java.util.SplittableRandom;

/// Somebody who changes how the region matches, a few times, each under a key that he repeats until
/// he has an answer; and who looks all along what is in force.
final class PolicyOperator implements Asker {

    private static final String BY = "operator";
    private static final int DONE = 200;
    private static final int REFUSED = 409;
    private static final int BETWEEN_CHANGES_MILLIS = 30_000;
    private static final int BETWEEN_LOOKS_MILLIS = 6_000;

    private final Policy first;
    private final int changes;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final History history;
    private final Requests requests;
    private int changed;
    private int looks;
    private boolean seen;

    /// @param first with which the region begins
    /// @param changes how many he makes, at least 1
    PolicyOperator(
            Policy first,
            int changes,
            VirtualTime time,
            SplittableRandom random,
            History history,
            Requests requests) {
        this.first = first;
        this.changes = changes;
        this.time = time;
        this.random = random;
        this.history = history;
        this.requests = requests;
    }

    @Override
    public void begin(long atMillis) {
        time.at(atMillis, this::change);
        time.at(atMillis, this::look);
    }

    /// Whether his last change is answered, and he has looked since.
    @Override
    public boolean done() {
        return changed == changes && seen;
    }

    @Override
    public String toString() {
        return "operator of the policy, "
                + changed
                + " of "
                + changes
                + " changes answered, "
                + (seen ? "seen" : "not seen")
                + " what is in force since,";
    }

    private void change() {
        Policy next = next();
        String name = next.name();
        history.add(new Seen.PolicyAsked(time.nowMillis(), name));
        requests.send(
                region ->
                        region.handleOnce(
                                new Command.ChangePolicy(region.nowMillis(), next, BY, name),
                                new IdempotencyKey(name, name),
                                (result, _) -> reply(result)),
                (status, _) -> {
                    if (Requests.retried(status)) {
                        time.after(300 + random.nextInt(2_500), this::change);
                        return;
                    }
                    history.add(new Seen.PolicyAnswered(time.nowMillis(), name, status));
                    changed++;
                    seen = false;
                    if (changed < changes) {
                        time.after(500 + random.nextInt(BETWEEN_CHANGES_MILLIS), this::change);
                    }
                },
                (status, _) ->
                        history.add(new Seen.PolicyAnswered(time.nowMillis(), name, status)));
    }

    /// The other way of matching, and all else as it was.
    private Policy next() {
        int number = changed + 1;
        String other =
                first.matching().equals("minimum-cost") == (number % 2 == 1)
                        ? "nearest-first"
                        : "minimum-cost";
        return new Policy("policy-" + number, number, "", other, first.parameters());
    }

    private void look() {
        int look = looks++;
        int answered = changed;
        history.add(new Seen.PolicyLooked(time.nowMillis(), look));
        requests.send(
                region ->
                        region.readCommitted(
                                dispatcher -> new StoredReply(DONE, inForce(dispatcher))),
                (status, name) -> {
                    if (status == DONE) {
                        history.add(new Seen.PolicyShown(time.nowMillis(), look, name));
                        seen |= answered == changed;
                    }
                    time.after(500 + random.nextInt(BETWEEN_LOOKS_MILLIS), this::look);
                },
                (_, _) -> {});
    }

    private static String inForce(Dispatcher dispatcher) {
        return Objects.requireNonNull(dispatcher.policy(), "a server begins with one").name();
    }

    private static StoredReply reply(Result result) {
        return new StoredReply(result.isDone() ? DONE : REFUSED, "");
    }
}
