package dev.antar.server.torture;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.job.OpenJob;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionHealth;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// A region with the bugs that the way to it may have.
final class PlantedRegion implements Region {

    private static final int SKIPPED_ONE_IN = 20;
    private static final int REFUSED_ONE_IN = 3;
    private static final int THROWN_ONE_IN = 50;
    private static final int LATE_MILLIS = 300;
    private static final int CONFLICT = 409;

    private final Region real;
    private final Plants plants;
    private final VirtualTime time;
    private final @Nullable PlantedStore store;
    private final Set<DriverId> registered = new LinkedHashSet<>();
    private final Set<JobId> released = new LinkedHashSet<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private int told;
    private int completions;
    private int leaves;
    private int commands;

    /// @param store that the region writes to, where that is planted too
    PlantedRegion(Region real, Plants plants, VirtualTime time, @Nullable PlantedStore store) {
        this.real = real;
        this.plants = plants;
        this.time = time;
        this.store = store;
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public long nowMillis() {
        return real.nowMillis();
    }

    @Override
    public Future<Result> handle(Command asked) {
        if (plants.has(Plant.COMMAND_THROWS) && ++commands % THROWN_ONE_IN == 0) {
            throw new IllegalStateException("planted: not " + asked);
        }
        Command command = asked;
        if (asked instanceof Command.RegisterDriver(long at, DriverProfile profile)) {
            registered.add(profile.id());
            if (plants.has(Plant.CAPACITY_OFF_BY_ONE)) {
                command =
                        new Command.RegisterDriver(
                                at, profile.withCapacityOfAtLeast(profile.capacity() + 1));
            }
        }
        return carryOut(command);
    }

    private Future<Result> carryOut(Command command) {
        Future<Result> answer = real.handle(command);
        if (plants.has(Plant.DOUBLE_RELEASE)) {
            answer.onSuccess(result -> releaseAgain(command, result));
        }
        if (plants.has(Plant.ANSWER_OVERTAKEN)) {
            return late(answer);
        }
        if (plants.has(Plant.REFUSED_AND_DONE)
                && command instanceof Command.CompleteJob
                && ++completions % REFUSED_ONE_IN == 0) {
            return Future.succeededFuture(Result.rejected(Rejection.JOB_NOT_YOURS));
        }
        if (plants.has(Plant.DUTY_REFUSED_AND_DONE)
                && command instanceof Command.GoOffline
                && ++leaves % REFUSED_ONE_IN == 0) {
            return answer.map(_ -> Result.rejected(Rejection.DRIVER_ON_JOB));
        }
        if (!(command instanceof Command.AcceptOffer(long at, _, long offer))) {
            return answer;
        }
        PlantedStore writesAll = store;
        if (plants.has(Plant.ACCEPT_WITHOUT_COMPARING) && writesAll != null) {
            return answer.compose(
                    result ->
                            tooLate(result)
                                    ? writesAll
                                            .accept(at, offer)
                                            .map(written -> written ? Result.done() : result)
                                    : Future.succeededFuture(result));
        }
        return plants.has(Plant.REFUSAL_TOLD_AS_DONE)
                ? answer.map(result -> tooLate(result) ? Result.done() : result)
                : answer;
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        if (taken.contains(key.key())) {
            return Future.failedFuture(new KeyConflict(key.key()));
        }
        if (plants.has(Plant.MOMENT_BEFORE_KEY)
                && command instanceof Command.SubmitJob submit
                && submit.job().requestedAtMillis() < submit.atMillis()) {
            return Future.succeededFuture(new StoredReply(CONFLICT, Rejection.MOMENT_PAST.name()));
        }
        if (plants.has(Plant.POLICY_REFUSED_AND_CHANGED)
                && command instanceof Command.ChangePolicy) {
            StoredReply refusal = new StoredReply(CONFLICT, Rejection.POLICY_CHANGED.name());
            return real.handleOnce(command, key, claim, (_, _) -> refusal);
        }
        Future<StoredReply> answer = real.handleOnce(command, key, claim, reply);
        return plants.has(Plant.KEY_STAYS_TAKEN)
                ? answer.onFailure(_ -> taken.add(key.key()))
                : answer;
    }

    @Override
    public Future<Result> report(Command command) {
        if (plants.has(Plant.GHOST_KEPT_ALIVE)) {
            registered.forEach(id -> real.report(new Command.Heartbeat(command.atMillis(), id)));
        }
        return real.report(command);
    }

    @Override
    public void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged) {
        if (plants.has(Plant.STALE_FIX_ACCEPTED)) {
            stampAnew(fixes, real.nowMillis());
        }
        real.report(fixes, loop, judged);
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return real.read(priority, question);
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        if (!plants.has(Plant.POLICY_SHOWN_BEFORE_COMMIT)) {
            return real.readCommitted(priority, question);
        }
        // A stored reply is what requests are answered by; phones are told everything anew, and
        // that waits for the commit as ever.
        return real.read(priority, question)
                .compose(
                        early ->
                                early instanceof StoredReply
                                        ? Future.succeededFuture(early)
                                        : real.readCommitted(priority, question));
    }

    @Override
    public Future<Void> subscribe(RegionListener listener) {
        PlantedStore tellsAll = store;
        if (plants.has(Plant.SHOWN_BEFORE_COMMIT) && tellsAll != null) {
            tellsAll.tellTooEarly(listener);
            return Future.succeededFuture();
        }
        return real.subscribe(
                plants.has(Plant.EVENT_SKIPPED) || plants.has(Plant.LOSS_NOT_TOLD)
                        ? new RegionListener() {
                            @Override
                            public void committed(List<Event> events) {
                                listener.committed(most(events));
                            }
                        }
                        : listener);
    }

    @Override
    public RegionHealth health() {
        return real.health();
    }

    @Override
    public int mailbox() {
        return real.mailbox();
    }

    private Future<Result> late(Future<Result> answer) {
        Promise<Result> later = Promise.promise();
        answer.onComplete(result -> time.after(LATE_MILLIS, () -> later.handle(result)));
        return later.future();
    }

    private List<Event> most(List<Event> events) {
        List<Event> most = new ArrayList<>();
        for (Event event : events) {
            boolean skipped =
                    plants.has(Plant.EVENT_SKIPPED)
                            ? ++told % SKIPPED_ONE_IN == 0
                            : event instanceof Event.JobCancelled;
            if (!skipped) {
                most.add(event);
            }
        }
        return most;
    }

    private void releaseAgain(Command command, Result result) {
        if (!result.isDone()) {
            return;
        }
        if (command instanceof Command.ReleaseJob release) {
            released.add(release.job());
        } else if (command instanceof Command.AcceptOffer && !released.isEmpty()) {
            real.read(this::heldAgain)
                    .onSuccess(
                            held ->
                                    held.forEach(
                                            again -> {
                                                released.remove(again.job());
                                                real.handle(again);
                                            }));
        }
    }

    private List<Command.ReleaseJob> heldAgain(Dispatcher dispatcher) {
        List<Command.ReleaseJob> again = new ArrayList<>();
        for (JobId job : released) {
            OpenJob open = dispatcher.openJob(job);
            if (open != null && open.state().held()) {
                DriverId holder = dispatcher.roster().at(open.driverSlot()).id();
                again.add(new Command.ReleaseJob(real.nowMillis(), holder, job));
            }
        }
        return again;
    }

    private static boolean tooLate(Result result) {
        return result instanceof Result.Rejected(Rejection reason)
                && (reason == Rejection.OFFER_EXPIRED || reason == Rejection.OFFER_WITHDRAWN);
    }

    private static void stampAnew(FixBatch fixes, long nowMillis) {
        int size = fixes.size();
        int[] slots = new int[size];
        double[] lats = new double[size];
        double[] lngs = new double[size];
        int[] sequences = new int[size];
        for (int row = 0; row < size; row++) {
            slots[row] = fixes.slot(row);
            lats[row] = fixes.lat(row);
            lngs[row] = fixes.lng(row);
            sequences[row] = fixes.sequence(row);
        }
        fixes.clear();
        for (int row = 0; row < size; row++) {
            fixes.add(
                    slots[row],
                    lats[row],
                    lngs[row],
                    nowMillis + row,
                    Fix.UNKNOWN,
                    Fix.UNKNOWN,
                    Fix.UNKNOWN,
                    sequences[row],
                    false);
        }
    }
}
