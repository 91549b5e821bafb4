package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Reach;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// A region whose jobs come with what the roads say about them: asks a [ReachDesk] before a job
/// goes in, so that the answer is part of the command.
public final class RoadRegion implements Region {

    private final Region region;
    private final ReachDesk desk;

    public RoadRegion(Region region, ReachDesk desk) {
        this.region = region;
        this.desk = desk;
    }

    /// Asks about the jobs that were open before the server started; those that end meanwhile do
    /// not mind.
    ///
    /// @return completes when all have been told to the region
    public Future<Void> askAboutOpenJobs() {
        return region.read(RoadRegion::waiting)
                .compose(
                        jobs -> {
                            Future<Void> told = Future.succeededFuture();
                            for (Job job : jobs) {
                                told = told.compose(_ -> tell(job));
                            }
                            return told;
                        });
    }

    @Override
    public String id() {
        return region.id();
    }

    @Override
    public long nowMillis() {
        return region.nowMillis();
    }

    @Override
    public Future<Result> handle(Command command) {
        return withReach(command).compose(region::handle);
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        return withReach(command).compose(full -> region.handleOnce(full, key, claim, reply));
    }

    @Override
    public Future<Result> report(Command command) {
        return region.report(command);
    }

    @Override
    public void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged) {
        region.report(fixes, loop, judged);
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return region.read(priority, question);
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        return region.readCommitted(priority, question);
    }

    @Override
    public Future<Void> subscribe(RegionListener listener) {
        return region.subscribe(listener);
    }

    @Override
    public RegionHealth health() {
        return region.health();
    }

    @Override
    public int mailbox() {
        return region.mailbox();
    }

    private Future<Command> withReach(Command command) {
        if (!(command instanceof Command.SubmitJob(long at, Job job, @Nullable Reach reach))
                || reach != null) {
            return Future.succeededFuture(command);
        }
        return desk.reach(job, at).map(found -> new Command.SubmitJob(at, job, found));
    }

    private Future<Void> tell(Job job) {
        return desk.reach(job, region.nowMillis())
                .compose(
                        reach ->
                                reach == null
                                        ? Future.succeededFuture()
                                        : region.handle(
                                                new Command.GiveReach(
                                                        region.nowMillis(), job.id(), reach)))
                .mapEmpty();
    }

    /// In order of submission.
    private static List<Job> waiting(Dispatcher dispatcher) {
        return dispatcher.openJobs().stream()
                .sorted((a, b) -> Long.compare(a.order(), b.order()))
                .map(OpenJob::job)
                .toList();
    }
}
