package dev.antar.server.http;

import dev.antar.core.engine.Event;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.engine.JobFollower;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// `/v1/jobs/{id}/events`: a job's history from any point on, then as it happens, each event once
/// and in order. [JobFollower] decides what a stream is sent and when.
final class JobEventsResource implements RegionListener {

    private static final int MAX_STREAMS = 10_000;
    private static final int KEEP_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private final JobArchive archive;
    private final Meters meters;
    private final Map<JobId, Set<JobStream>> streams = new ConcurrentHashMap<>();
    private volatile @Nullable ComeBack leaving;

    JobEventsResource(Vertx vertx, JobArchive archive, Meters meters) {
        this.vertx = vertx;
        this.archive = archive;
        this.meters = meters;
    }

    void follow(RoutingContext request) {
        JobId job = Requests.job(request);
        int after = lastEventId(request);
        ComeBack comeBack = leaving;
        if (comeBack != null) {
            throw new ProblemException(
                    Problem.unavailable("The server stops.", comeBack.firstSeconds()));
        }
        if (meters.jobStreams().get() >= MAX_STREAMS) {
            throw new ProblemException(Problem.unavailable("Too many streams are open.", 5));
        }
        archive.find(job)
                .onSuccess(
                        found -> {
                            if (found == null) {
                                Answers.problem(request, Problem.notFound("No job has this id."));
                            } else {
                                open(request, job, after);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    /// Ends every stream, and tells each client when to go on where it was. Any thread.
    void sendAway(ComeBack comeBack) {
        leaving = comeBack;
        streams.values().forEach(all -> all.forEach(stream -> stream.sendAway(comeBack)));
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            if (event instanceof Event.OfJob ofJob) {
                Set<JobStream> following = streams.get(ofJob.job());
                if (following != null) {
                    JobArchive.ArchivedEvent archived = archive.archived(ofJob);
                    following.forEach(stream -> stream.happened(archived));
                }
            }
        }
    }

    private void open(RoutingContext request, JobId job, int after) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        Passage passage = Passage.of(request);
        if (passage != null) {
            passage.leave();
        }
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
        response.write("retry: 2000\n\n");
        JobStream stream = new JobStream(job, after, response, vertx.getOrCreateContext());
        meters.jobStreams().incrementAndGet();
        streams.computeIfAbsent(job, _ -> ConcurrentHashMap.newKeySet()).add(stream);
        stream.keepAlive = vertx.setPeriodic(KEEP_ALIVE_MILLIS, _ -> stream.comment());
        response.closeHandler(_ -> stream.leave());
        stream.catchUp();
        ComeBack comeBack = leaving;
        if (comeBack != null) {
            stream.sendAway(comeBack);
        }
    }

    private static int lastEventId(RoutingContext request) {
        String id = request.request().getHeader("last-event-id");
        if (id == null || id.isBlank()) {
            return 0;
        }
        try {
            int version = Integer.parseInt(id.strip());
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        throw new ProblemException(
                Problem.malformed("Last-Event-ID=" + id + ": must be an id of this stream"));
    }

    /// The connection of one client that follows one job. Its own event loop, but for [#happened].
    private final class JobStream implements JobFollower.Outlet {

        private final JobId job;
        private final HttpServerResponse response;
        private final Context context;
        private final JobFollower follower;
        private boolean left;
        private long keepAlive;

        JobStream(JobId job, int version, HttpServerResponse response, Context context) {
            this.job = job;
            this.response = response;
            this.context = context;
            this.follower =
                    new JobFollower(
                            job,
                            version,
                            archive::events,
                            this,
                            task -> context.runOnContext(_ -> task.run()));
        }

        void happened(JobArchive.ArchivedEvent event) {
            follower.happened(event);
        }

        void catchUp() {
            follower.catchUp();
        }

        void comment() {
            if (!left && writable()) {
                response.write(":\n\n");
            }
        }

        void sendAway(ComeBack comeBack) {
            context.runOnContext(
                    _ -> {
                        if (!left) {
                            leave();
                            long millis = comeBack.millis(ThreadLocalRandom.current());
                            response.end("retry: " + millis + "\n\n");
                        }
                    });
        }

        void leave() {
            if (!left) {
                left = true;
                follower.leave();
                vertx.cancelTimer(keepAlive);
                meters.jobStreams().decrementAndGet();
                streams.computeIfPresent(
                        job,
                        (_, following) -> {
                            following.remove(this);
                            return following.isEmpty() ? null : following;
                        });
            }
        }

        @Override
        public boolean writable() {
            return !response.closed() && !response.writeQueueFull();
        }

        @Override
        public void whenWritable(Runnable then) {
            response.drainHandler(_ -> then.run());
        }

        @Override
        public void write(JobArchive.ArchivedEvent event) {
            if (response.closed()) {
                return;
            }
            JsonObject data = new JsonObject(event.body());
            data.put("job", job.value()).put("version", event.version());
            data.put("at", Shape.moment(data.getLong("at")));
            response.write(
                    "id: "
                            + event.version()
                            + "\nevent: "
                            + event.type()
                            + "\ndata: "
                            + data.encode()
                            + "\n\n");
        }

        @Override
        public void end() {
            leave();
            if (!response.closed()) {
                response.end();
            }
        }
    }
}
