package dev.antar.simulator.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.LoadPage;
import dev.antar.simulator.report.Run;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The folder that a load run leaves behind, written while it goes on: what a run that is cut short
/// had seen is there. Writes on a thread of its own.
public final class RunFolder implements SecondSink, AutoCloseable {

    private static final double MICROS_PER_MILLI = 1_000;

    private final Path folder;
    private final Writer timeline;
    private final Map<Metric, HistogramLogWriter> logs = new EnumMap<>(Metric.class);
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("run-folder").factory());
    private boolean begun;

    public RunFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        timeline =
                Files.newBufferedWriter(folder.resolve("timeline.ndjson"), StandardCharsets.UTF_8);
        for (Metric metric : Metric.values()) {
            logs.put(
                    metric,
                    new HistogramLogWriter(folder.resolve(metric.key() + ".hlog").toFile()));
        }
    }

    @Override
    public void second(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms) {
        // The run goes on with its histograms; compressing and writing them is not its business.
        Map<Metric, Histogram> copies = new EnumMap<>(Metric.class);
        histograms.forEach(
                (metric, histogram) -> {
                    if (histogram.getTotalCount() > 0) {
                        copies.put(metric, histogram.copy());
                    }
                });
        writer.execute(() -> write(second, fromMillis, untilMillis, copies));
    }

    /// Writes what is known at the end.
    public void finish(Run run, ObjectNode summary, List<Second> seconds) throws IOException {
        RunReport.write(summary, folder.resolve("summary.json"));
        RunReport.writeJobs(run, folder.resolve("jobs.csv"));
        Files.writeString(
                folder.resolve("report.html"),
                LoadPage.of(summary, seconds),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        writer.shutdown();
        try {
            writer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        logs.values().forEach(HistogramLogWriter::close);
        timeline.close();
    }

    private void write(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms) {
        try {
            if (!begun) {
                begun = true;
                logs.forEach((metric, log) -> head(metric, log, fromMillis));
            }
            ObjectNode line = RunReport.object();
            second.write(line);
            timeline.write(line.toString());
            timeline.write('\n');
            timeline.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        histograms.forEach(
                (metric, histogram) -> {
                    HistogramLogWriter log = logs.get(metric);
                    if (log != null) {
                        log.outputIntervalHistogram(
                                fromMillis / 1_000.0,
                                untilMillis / 1_000.0,
                                histogram,
                                MICROS_PER_MILLI);
                    }
                });
    }

    private static void head(Metric metric, HistogramLogWriter log, long fromMillis) {
        log.outputComment(metric.key() + "; values in microseconds, Interval_Max in milliseconds");
        log.outputLogFormatVersion();
        log.outputStartTime(fromMillis);
        log.outputLegend();
    }
}
