package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Image;
import dev.antar.core.engine.Result;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.TimeSource;

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
import java.util.concurrent.atomic.AtomicInteger;

/// Records a region into files, on a thread of its own. When a flight has become long, the next one
/// begins with an image of the engine, so that old ones can be deleted while the region lives. The
/// region is never held up: when the disk is full, broken or too slow the recording ends, with a
/// word in the log, and dispatch goes on; the next one begins when the server is started again.
public final class FileRecorder implements Recorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileRecorder.class);

    /// Why a recording ends that was not cut short.
    static final String STOPPED = "the server stopped";

    /// What a crash may lose.
    private static final int CHUNK_MILLIS = 1_000;

    private static final int CHUNK_FIXES = 1 << 14;
    private static final int CHUNK_ENTRIES = 4_096;

    /// Some minutes of a busy city; more says that the disk does not keep up.
    private static final int CHUNKS_WAITING = 256;

    /// How many written ones are kept to be filled again.
    private static final int CHUNKS_SPARE = 4;

    /// So many flights are kept at least, of all that may be.
    private static final int FLIGHTS = 8;

    /// What images may take of a recording: so many times an image's size follows it at least.
    private static final int IMAGES = 4;

    private static final long LONGEST_MILLIS = 24 * 3_600_000L;
    private static final int PIECE = 1_000;

    private static final int SYNC_SECONDS = 5;
    private static final int STOP_MILLIS = 10_000;

    /// Before the name of the flight that begins where one ends.
    static final String GOES_ON = "goes on in ";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String antar;
    private final RecordingLimits limits;
    private final BlockingQueue<Chunk> waiting = new ArrayBlockingQueue<>(CHUNKS_WAITING);
    private final BlockingQueue<Chunk> spare = new ArrayBlockingQueue<>(CHUNKS_SPARE);
    private volatile @Nullable String broken;

    /// From when the region begins until the writer has ended.
    private volatile boolean writing;

    /// Number of the latest flight that has become long; written by the writer.
    private volatile int longFlight;

    /// How many flights the region has begun.
    private int begun;

    private @Nullable Thread writer;
    private Chunk chunk = new Chunk();
    private long latestMillis;
    private int handedOver;
    private final AtomicInteger written = new AtomicInteger();
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

    /// Whether it writes into this folder now, and deletes there what must go. Any thread.
    public boolean writesInto(Path other) {
        return writing && folder.equals(other);
    }

    @Override
    public void began(Beginning beginning) {
        if (broken != null || ended) {
            return;
        }
        begun++;
        if (writer == null) {
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("recorder-" + beginning.region())
                            .unstarted(this::write);
            writer = thread;
            writing = true;
            thread.start();
        } else if (chunk.entries() > 0) {
            handOver();
        }
        chunk.began(beginning);
        handOver();
    }

    @Override
    public boolean wantsImage() {
        return longFlight == begun && begun > 0 && !ended && broken == null;
    }

    @Override
    public void handled(Command command, Result result, List<Event> events) {
        if (broken != null || ended) {
            return;
        }
        latestMillis = Math.max(latestMillis, command.atMillis());
        chunk.handled(command, result, events.isEmpty() ? List.of() : List.copyOf(events));
        if (latestMillis - chunk.firstMillis() >= CHUNK_MILLIS
                || chunk.fixes() >= CHUNK_FIXES
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

    /// Waits until all that was handed over is written; for tests.
    void awaitWritten() {
        while (written.get() < handedOver && broken == null) {
            Thread.onSpinWait();
        }
    }

    private void handOver() {
        handedOver++;
        if (!waiting.offer(chunk)) {
            end("the disk did not keep up with " + CHUNKS_WAITING + " blocks");
        }
        Chunk written = spare.poll();
        chunk = written == null ? new Chunk() : written;
    }

    private void end(String why) {
        if (broken == null) {
            broken = why;
            LOG.error("The recording in {} ends here, dispatch goes on: {}", folder, why);
        }
    }

    private void write() {
        try (Flight flight = new Flight()) {
            boolean last = false;
            while (!last && broken == null) {
                Chunk next = waiting.poll(SYNC_SECONDS, TimeUnit.SECONDS);
                if (next != null) {
                    flight.write(next);
                    last = next.isLast();
                    next.clear();
                    spare.offer(next);
                    written.incrementAndGet();
                }
                flight.look();
            }
            if (!last) {
                flight.end(String.valueOf(broken));
            }
        } catch (IOException | RuntimeException e) {
            end(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            end("the server stopped before all was written");
        } finally {
            writing = false;
        }
        waiting.clear();
    }

    /// The flight being written, and the one after it. The writing thread's.
    private final class Flight implements AutoCloseable {

        private final Retention retention = new Retention(folder, limits, TimeSource.monotonic());
        private final Bytes frames = new Bytes();
        private @Nullable FlightWriter out;
        private Path path = folder;
        private int number;
        private long beganAtMillis;
        private long imageBytes;
        private long syncedNanos = System.nanoTime();

        void write(Chunk next) throws IOException {
            Beginning beginning = next.beginning();
            if (beginning != null) {
                begin(beginning);
                return;
            }
            FlightWriter writing = out;
            if (writing == null) {
                throw new IllegalStateException("something happened before the beginning");
            }
            frames.clear();
            next.write(frames);
            writing.block(frames, next.firstMillis());
            long more = writing.bytes() - imageBytes;
            if (more > Math.max(limits.bytes() / FLIGHTS, IMAGES * imageBytes)
                    || next.firstMillis() - beganAtMillis > LONGEST_MILLIS) {
                longFlight = number;
            }
        }

        private void begin(Beginning beginning) throws IOException {
            String name = NAME.format(Instant.ofEpochMilli(beginning.atMillis()));
            // A part of another name never fits, even of a copied database at the same moment.
            String unique = UUID.randomUUID().toString().substring(0, 8);
            Path next = folder.resolve(name + "-" + beginning.epoch() + "-" + unique);
            String before = out == null ? "" : path.getFileName().toString();
            if (out != null) {
                end(GOES_ON + next.getFileName());
                close();
            }
            path = next;
            number++;
            beganAtMillis = beginning.atMillis();
            FlightWriter writing =
                    new FlightWriter(path, antar, beginning.region(), beganAtMillis, "", before);
            out = writing;
            Image image = beginning.image();
            frames.clear();
            Frames.began(beginning.withoutImage(), frames);
            writing.block(frames, beganAtMillis);
            List<Image> pieces = image == null ? List.of() : image.pieces(PIECE);
            for (int i = 0; i < pieces.size(); i++) {
                frames.clear();
                Frames.piece(pieces.get(i), i == pieces.size() - 1, frames);
                writing.block(frames, beganAtMillis);
            }
            imageBytes = writing.bytes();
            retention.enforce(path, imageBytes);
        }

        /// Every few seconds the disk must have everything, and what is too old must go.
        void look() throws IOException {
            FlightWriter writing = out;
            if (writing != null
                    && System.nanoTime() - syncedNanos > TimeUnit.SECONDS.toNanos(SYNC_SECONDS)) {
                writing.sync();
                syncedNanos = System.nanoTime();
                if (!retention.enforce(path, writing.bytes())) {
                    FileRecorder.this.end(
                            "it is as large as all recordings may be, " + limits.bytes() + " B");
                }
            }
        }

        void end(String why) throws IOException {
            if (out != null) {
                frames.clear();
                Frames.ended(why, frames);
                out.block(frames, System.currentTimeMillis());
            }
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }
}
