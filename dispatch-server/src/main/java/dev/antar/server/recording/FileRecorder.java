package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Records a region into files, on a thread of its own. The region is never held up: when the disk
/// is full, broken or too slow the recording ends, with a word in the log, and dispatch goes on;
/// the next one begins when the server is started again.
public final class FileRecorder implements Recorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileRecorder.class);

    /// Why a recording ends that was not cut short.
    static final String STOPPED = "the server stopped";

    /// What a crash may lose.
    private static final int CHUNK_MILLIS = 1_000;

    private static final int CHUNK_BYTES = 1 << 18;
    private static final int CHUNK_ENTRIES = 4_096;

    /// Some minutes of a busy city; more says that the disk does not keep up.
    private static final int CHUNKS_WAITING = 256;

    private static final int SYNC_SECONDS = 5;
    private static final int STOP_MILLIS = 10_000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String antar;
    private final RecordingLimits limits;
    private final BlockingQueue<Chunk> waiting = new ArrayBlockingQueue<>(CHUNKS_WAITING);
    private volatile @Nullable String broken;
    private @Nullable Thread writer;
    private Chunk chunk = new Chunk();
    private long latestMillis;
    private boolean ended;

    /// @param folder of the region's recordings; is made when the region begins
    /// @param antar the version that records
    public FileRecorder(Path folder, String antar, RecordingLimits limits) {
        this.folder = folder;
        this.antar = antar;
        this.limits = limits;
    }

    /// The region's name, which is that of its folder.
    public String region() {
        return folder.getFileName().toString();
    }

    /// Whether nothing has ended the recording so far. Any thread.
    public boolean recording() {
        return broken == null;
    }

    @Override
    public void began(Beginning beginning) {
        chunk.began(beginning);
        String name = NAME.format(Instant.ofEpochMilli(beginning.atMillis()));
        // A part of another name never fits, even of a copied database at the same moment.
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Path flight = folder.resolve(name + "-" + beginning.epoch() + "-" + unique);
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("recorder-" + beginning.region())
                        .unstarted(() -> write(flight, beginning));
        writer = thread;
        thread.start();
        handOver();
    }

    @Override
    public void handled(Command command, Result result, List<Event> events) {
        if (broken != null || ended) {
            return;
        }
        latestMillis = Math.max(latestMillis, command.atMillis());
        chunk.handled(command, result, events.isEmpty() ? List.of() : List.copyOf(events));
        if (latestMillis - chunk.firstMillis() >= CHUNK_MILLIS
                || chunk.bytes() >= CHUNK_BYTES
                || chunk.entries() >= CHUNK_ENTRIES) {
            handOver();
        }
    }

    @Override
    public void ended() {
        if (broken == null && writer != null && !ended) {
            ended = true;
            chunk.ended(STOPPED, latestMillis);
            handOver();
        }
    }

    /// Waits until everything is written, for some seconds at most.
    @Override
    public void close() {
        Thread running = writer;
        if (running != null) {
            try {
                if (!running.join(Duration.ofMillis(STOP_MILLIS))) {
                    running.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void handOver() {
        if (!waiting.offer(chunk)) {
            end("the disk did not keep up with " + CHUNKS_WAITING + " blocks");
        }
        chunk = new Chunk();
    }

    private void end(String why) {
        if (broken == null) {
            broken = why;
            LOG.error("The recording in {} ends here, dispatch goes on: {}", folder, why);
        }
    }

    private void write(Path flight, Beginning beginning) {
        Bytes frames = new Bytes();
        try (FlightWriter out = open(flight, beginning)) {
            Retention retention = new Retention(folder, limits);
            retention.enforce(flight, out.bytes());
            long synced = System.nanoTime();
            boolean last = false;
            while (!last && broken == null) {
                Chunk next = waiting.poll(SYNC_SECONDS, TimeUnit.SECONDS);
                if (next != null) {
                    frames.clear();
                    next.write(frames);
                    out.block(frames, next.firstMillis());
                    last = next.isLast();
                }
                if (System.nanoTime() - synced > TimeUnit.SECONDS.toNanos(SYNC_SECONDS)) {
                    out.sync();
                    synced = System.nanoTime();
                    if (!retention.enforce(flight, out.bytes())) {
                        end("it is as large as all recordings may be, " + limits.bytes() + " B");
                    }
                }
            }
            if (!last) {
                frames.clear();
                Frames.ended(String.valueOf(broken), frames);
                out.block(frames, System.currentTimeMillis());
            }
        } catch (IOException | RuntimeException e) {
            end(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            end("the server stopped before all was written");
        }
        waiting.clear();
    }

    private FlightWriter open(Path flight, Beginning beginning) throws IOException {
        return new FlightWriter(flight, antar, beginning.region(), beginning.atMillis(), "");
    }
}
