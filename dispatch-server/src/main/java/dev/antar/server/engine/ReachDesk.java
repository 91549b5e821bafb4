package dev.antar.server.engine;

import dev.antar.core.job.Job;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.road.ReachSearch;
import dev.antar.core.travel.road.RoadGraph;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Works out what the roads say about jobs, on a few threads of its own beside the region's. Any
/// thread asks. When more waits than can be answered soon, the answer is null at once: the job is
/// then timed by straight lines rather than held up.
public final class ReachDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReachDesk.class);

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 256;

    private final int limitMillis;
    private final ThreadLocal<ReachSearch> searches;
    private final ThreadPoolExecutor threads;

    /// @param limitMillis the longest way to a pickup that is of interest
    public ReachDesk(RoadGraph graph, int limitMillis) {
        this.limitMillis = limitMillis;
        this.searches = ThreadLocal.withInitial(() -> new ReachSearch(graph));
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().name("roads-", 1).daemon().factory());
    }

    /// What the roads say about a job, or null when there is no time to ask them.
    Future<@Nullable Reach> reach(Job job, long nowMillis) {
        long at = Math.max(nowMillis, job.pickupAtMillis());
        Promise<@Nullable Reach> answer = Promise.promise();
        try {
            threads.execute(() -> answer.complete(of(job, at)));
        } catch (RejectedExecutionException _) {
            answer.complete(null);
        }
        return answer.future();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private @Nullable Reach of(Job job, long atMillis) {
        try {
            return searches.get().of(job.pickup(), job.dropoff(), limitMillis, atMillis);
        } catch (RuntimeException e) {
            LOG.error("The roads could not be asked about job {}", job.id(), e);
            return null;
        }
    }
}
