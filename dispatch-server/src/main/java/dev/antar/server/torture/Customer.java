package dev.antar.server.torture;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.StoredReply;

import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;

/// Somebody who asks for a job under a key and repeats it until he has an answer; follows it, and
/// sometimes cancels it.
final class Customer {

    private static final int FOLLOW_MILLIS = 4_000;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final int number;
    private final VirtualTime time;
    private final SplittableRandom random;

    /// For his stream, so that runs are as they would be without it.
    private final SplittableRandom apart;

    /// For what only some runs have, as above.
    private final SplittableRandom habit;

    private final NetworkWeather weather;
    private final History history;
    private final Servers servers;
    private final SimulatedStore store;
    private final Requests requests;
    private final LatLng pickup;
    private final LatLng dropoff;
    private final boolean names;
    private final boolean cancels;
    private final boolean shared;
    private final boolean later;
    private final CancelledBy canceller;
    private final Plants plants;
    private int attempts;
    private int version;
    private boolean asking;
    private boolean answered;
    private boolean cancelling;
    private @Nullable String job;
    private @Nullable JobStream stream;
    private Terms terms = Terms.ASAP;

    Customer(
            int number,
            VirtualTime time,
            SplittableRandom random,
            NetworkWeather weather,
            History history,
            Servers servers,
            SimulatedStore store,
            Options options,
            Plants plants) {
        this.number = number;
        this.time = time;
        this.random = random;
        this.apart = new SplittableRandom(options.seed() * 149 + number);
        this.weather = weather;
        this.history = history;
        this.servers = servers;
        this.store = store;
        this.plants = plants;
        SplittableRandom ways = new SplittableRandom(options.seed() * 151 + number);
        this.requests = new Requests(time, random, ways, weather, servers);
        this.names = random.nextInt(100) < options.namedPercent();
        this.cancels = random.nextInt(100) < options.cancelPercent();
        this.shared = options.stacks() && random.nextInt(3) > 0;
        this.canceller = number % 4 == 3 ? CancelledBy.OPERATOR : CancelledBy.CUSTOMER;
        this.habit = new SplittableRandom(options.seed() * 173 + number);
        this.later = options.has(Habit.LATER) && habit.nextInt(2) == 0;
        int east = random.nextInt(8 * options.drivers() + 4);
        int north = random.nextInt(-50, 50);
        this.pickup = Track.near(east, north);
        this.dropoff = Track.near(east + 5, north + 7);
    }

    void begin(long atMillis) {
        terms = later ? later(atMillis) : new Terms(Terms.NOW, Terms.NOW, Terms.NOW, shared);
        time.at(atMillis, this::ask);
        time.at(atMillis + FOLLOW_MILLIS, this::follow);
        if (cancels) {
            time.at(atMillis + 200 + random.nextInt(30_000), this::cancel);
        }
    }

    /// Whether he knows what became of his request.
    boolean answered() {
        return answered && !cancelling;
    }

    /// Whether he has seen all that happened to his job.
    boolean followedAll(Tables tables) {
        String mine = job;
        return mine == null || version >= tables.version(new JobId(mine));
    }

    @Override
    public String toString() {
        return "customer k" + number;
    }

    private void ask() {
        asking = false;
        if (answered) {
            return;
        }
        String name = names ? "j" + number : "j" + number + "-" + attempts;
        attempts++;
        String key = "k" + number;
        history.add(new Seen.Asked(time.nowMillis(), key, name));
        // Some press the button twice.
        if (random.nextInt(12) == 0) {
            time.after(random.nextInt(300), this::ask);
        }
        requests.send(
                region ->
                        region.handleOnce(
                                new Command.SubmitJob(region.nowMillis(), asked(name, region)),
                                new IdempotencyKey(key, "h" + number),
                                names ? new JobId(name) : null,
                                (result, _) -> created(result, name)),
                this::created,
                this::noteCreated);
    }

    private void created(int status, String body) {
        if (Requests.retried(status)) {
            if (!answered && !asking) {
                asking = true;
                time.after(300 + random.nextInt(2_500), this::ask);
            }
            return;
        }
        answered = true;
        String made = status == CREATED ? body : null;
        if (made != null) {
            job = made;
        }
        noteCreated(status, body);
    }

    private void noteCreated(int status, String body) {
        String made = status == CREATED ? body : null;
        history.add(new Seen.Created(time.nowMillis(), "k" + number, status, body, made));
    }

    private void cancel() {
        String mine = job;
        if (mine == null) {
            return;
        }
        cancelling = true;
        history.add(new Seen.CancelSent(time.nowMillis(), mine, canceller));
        requests.send(
                region ->
                        region.handleOnce(
                                new Command.CancelJob(
                                        region.nowMillis(), new JobId(mine), canceller, ""),
                                new IdempotencyKey("x" + number, "x" + mine),
                                (result, _) -> cancelled(result)),
                (status, _) -> {
                    if (Requests.retried(status)) {
                        time.after(300 + random.nextInt(2_500), this::cancel);
                        return;
                    }
                    cancelling = false;
                    history.add(new Seen.CancelAnswered(time.nowMillis(), mine, status));
                },
                (status, _) ->
                        history.add(new Seen.CancelAnswered(time.nowMillis(), mine, status)));
    }

    private void follow() {
        time.after(FOLLOW_MILLIS + random.nextInt(2_000), this::follow);
        String mine = job;
        ServerProcess process = servers.taking();
        if (mine == null || process == null || weather.loses(random)) {
            return;
        }
        JobStream before = stream;
        if (before != null) {
            before.hangUp();
        }
        JobStream now =
                new JobStream(
                        new JobId(mine),
                        version,
                        time,
                        apart.split(),
                        weather,
                        process,
                        plants.history(store.history(process, apart.split())),
                        next -> followed(mine, next));
        stream = now;
        now.begin();
    }

    private void followed(String mine, int next) {
        history.add(new Seen.Followed(time.nowMillis(), mine, version, next));
        version = next;
    }

    private Job asked(String name, Region region) {
        return new Job(
                new JobId(name),
                JobKind.RIDE,
                pickup,
                dropoff,
                Requirements.NONE,
                terms,
                terms.askedAtMillis(region.nowMillis()));
    }

    /// Mostly a pickup later; sometimes goods that are ready later, or a dropoff by a moment. Some
    /// want it so soon that the moment may have passed when they have to ask again.
    private Terms later(long nowMillis) {
        boolean soon = habit.nextInt(4) == 0;
        long moment =
                nowMillis + (soon ? 300 + habit.nextInt(4_000) : 4_000 + habit.nextInt(60_000));
        return switch (habit.nextInt(5)) {
            case 0 -> new Terms(Terms.NOW, moment, Terms.NOW, shared);
            case 1 -> new Terms(Terms.NOW, Terms.NOW, moment + 50_000, shared);
            default -> new Terms(moment, Terms.NOW, Terms.NOW, shared);
        };
    }

    private static StoredReply created(Result result, String name) {
        return switch (result) {
            case Result.Done _ -> new StoredReply(CREATED, name);
            case Result.Rejected(Rejection reason) -> new StoredReply(CONFLICT, reason.name());
        };
    }

    private static StoredReply cancelled(Result result) {
        return switch (result) {
            case Result.Done _ -> new StoredReply(200, "CANCELLED");
            case Result.Rejected(Rejection reason) -> new StoredReply(CONFLICT, reason.name());
        };
    }
}
