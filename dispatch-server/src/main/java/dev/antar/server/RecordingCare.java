package dev.antar.server;

import dev.antar.server.engine.TimeSource;
import dev.antar.server.metrics.Meters;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.recording.RecordingSweep;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// Has old recordings deleted, whether anything is recorded now or not, on a thread of its own.
final class RecordingCare {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingCare.class);

    private static final String RECORDINGS = "recordings";
    private static final long HOUR_MILLIS = 3_600_000;

    private final WorkerExecutor worker;
    private final RecordingSweep sweep;
    private final Meters meters;

    private RecordingCare(WorkerExecutor worker, RecordingSweep sweep, Meters meters) {
        this.worker = worker;
        this.sweep = sweep;
        this.meters = meters;
    }

    /// Begins now, and goes on every hour until Vert.x is closed.
    ///
    /// @param recorders of this server's regions
    static void start(
            Vertx vertx,
            RecordingConfig config,
            List<FileRecorder> recorders,
            TimeSource time,
            Meters meters) {
        RecordingSweep sweep =
                new RecordingSweep(
                        config.folder(),
                        config.limits().days(),
                        time,
                        region -> recorders.stream().anyMatch(each -> each.writesInto(region)));
        RecordingCare care =
                new RecordingCare(
                        vertx.createSharedWorkerExecutor(RECORDINGS, 1, 1, TimeUnit.HOURS),
                        sweep,
                        meters);
        meters.swept(RECORDINGS, 0);
        care.sweep();
        vertx.setPeriodic(HOUR_MILLIS, _ -> care.sweep());
    }

    private void sweep() {
        worker.executeBlocking(sweep::sweep)
                .onSuccess(
                        swept -> {
                            meters.swept(RECORDINGS, swept.deleted());
                            if (swept.failed() > 0) {
                                meters.sweepFailed();
                            }
                        })
                .onFailure(
                        failure -> {
                            meters.sweepFailed();
                            LOG.warn("Old recordings were not looked for", failure);
                        });
    }
}
