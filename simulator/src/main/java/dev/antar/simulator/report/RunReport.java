package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes a run's files.
public final class RunReport {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunReport() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Writes `summary.json`, `jobs.csv` and `report.html`; answers the summary.
    public static ObjectNode write(Run run, Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectNode summary = summary(run);
        write(summary, folder.resolve("summary.json"));
        writeJobs(run, folder.resolve("jobs.csv"));
        Files.writeString(
                folder.resolve("report.html"), ReportPage.of(run), StandardCharsets.UTF_8);
        return summary;
    }

    public static void write(ObjectNode summary, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(summary) + "\n", StandardCharsets.UTF_8);
    }

    /// What the run came to, in figures.
    public static ObjectNode summary(Run run) {
        ObjectNode summary = MAPPER.createObjectNode();
        summary.put("title", run.title());
        summary.put("command", run.command());
        summary.set("parameters", run.parameters());
        ObjectNode jobs = summary.putObject("jobs");
        jobs.put("requested", run.jobs().size());
        jobs.put("completed", run.ended("COMPLETED"));
        jobs.put("cancelled", run.ended("CANCELLED"));
        jobs.put("unfulfilled", run.ended("UNFULFILLED"));
        jobs.put("rejected", run.ended("REJECTED"));
        putSpread(summary.putObject("wait_s"), Spread.of(run.waits()));
        putSpread(summary.putObject("pickup_drive_s"), Spread.of(run.pickupDrives()));
        ObjectNode offers = summary.putObject("offers");
        offers.put("sent", run.offers().sent());
        offers.put("accepted", run.offers().accepted());
        offers.put("declined", run.offers().declined());
        offers.put("expired", run.offers().expired());
        offers.put("withdrawn", run.offers().withdrawn());
        summary.putObject("driver").put("utilisation", rounded(run.utilisation(), 4));
        summary.setAll(run.extras());
        summary.put("simulated_s", rounded(run.simulatedS(), 3));
        summary.put("wall_s", rounded(run.wallS(), 3));
        summary.put("java", Runtime.version().toString());
        return summary;
    }

    private static void putSpread(ObjectNode node, Spread spread) {
        node.put("mean", rounded(spread.mean(), 3));
        node.put("p50", rounded(spread.p50(), 3));
        node.put("p90", rounded(spread.p90(), 3));
        node.put("p95", rounded(spread.p95(), 3));
        node.put("max", rounded(spread.max(), 3));
    }

    /// Writes a row per job.
    public static void writeJobs(Run run, Path file) throws IOException {
        try (CsvWriter csv =
                CsvWriter.builder()
                        .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                        .build(file)) {
            csv.writeRecord(
                    "job",
                    "requested_s",
                    "driver",
                    "assigned_s",
                    "pickup_s",
                    "dropoff_s",
                    "outcome",
                    "reason");
            for (JobRow row : run.jobs()) {
                csv.writeRecord(
                        row.job(),
                        seconds(row.requestedS()),
                        row.driver() == null ? "" : row.driver(),
                        seconds(row.assignedS()),
                        seconds(row.pickupS()),
                        seconds(row.dropoffS()),
                        row.outcome(),
                        row.reason());
            }
        }
    }

    private static String seconds(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
