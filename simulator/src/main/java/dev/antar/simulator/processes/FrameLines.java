package dev.antar.simulator.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.load.Traffic;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.JobRow;
import dev.antar.simulator.report.Offers;
import dev.antar.simulator.report.Second;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

/// Frames as lines of text: `@word {json}`. Histograms are HdrHistogram's own compressed form, so
/// that they add up value by value. Any other line is none of ours.
final class FrameLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Class<?>> KINDS = kinds();

    private FrameLines() {}

    static String write(Frame frame) {
        ObjectNode json = MAPPER.createObjectNode();
        switch (frame) {
            case Frame.Ready _, Frame.Drained _ -> {}
            case Frame.Beat beat -> {
                json.put("number", beat.number()).put("until", beat.untilMicros());
                beat.second().write(json.putObject("second"));
                json.put("share", beat.share());
                json.set("totals", MAPPER.valueToTree(beat.totals()));
                write(beat.histograms(), json.putObject("histograms"));
                write(beat.observed(), json.putArray("observed"));
            }
            case Frame.Answered(long until, List<Observed> observed) -> {
                json.put("until", until);
                write(observed, json.putArray("observed"));
            }
            case Frame.Failed failed -> json.setAll((ObjectNode) MAPPER.valueToTree(failed));
            case Frame.Ended ended -> {
                json.set("jobs", MAPPER.valueToTree(ended.jobs()));
                json.set("offers", MAPPER.valueToTree(ended.offers()));
                write(ended.totals(), json.putObject("totals"));
                json.put("dropped", ended.dropped());
                json.set("invalid", MAPPER.valueToTree(ended.invalidReasons()));
                json.set("traffic", MAPPER.valueToTree(ended.traffic()));
                json.put("wall_s", ended.wallS());
            }
        }
        return "@" + frame.getClass().getSimpleName() + " " + json;
    }

    /// Null for a line that is no frame.
    ///
    /// @throws IllegalArgumentException for a frame that cannot be read
    static @Nullable Frame read(String line) {
        int space = line.indexOf(' ');
        if (!line.startsWith("@") || space < 0) {
            return null;
        }
        try {
            JsonNode json = MAPPER.readTree(line.substring(space + 1));
            return switch (line.substring(1, space)) {
                case "Ready" -> new Frame.Ready();
                case "Drained" -> new Frame.Drained();
                case "Beat" ->
                        new Frame.Beat(
                                json.path("number").asLong(),
                                json.path("until").asLong(),
                                Second.read(json.path("second")),
                                json.path("share").asDouble(),
                                MAPPER.treeToValue(json.path("totals"), Status.Totals.class),
                                histograms(json.path("histograms")),
                                observed(json.path("observed")));
                case "Answered" ->
                        new Frame.Answered(
                                json.path("until").asLong(), observed(json.path("observed")));
                case "Failed" -> MAPPER.treeToValue(json, Frame.Failed.class);
                case "Ended" -> ended(json);
                default -> null;
            };
        } catch (JsonProcessingException | DataFormatException e) {
            throw new IllegalArgumentException("not a frame: " + e.getMessage(), e);
        }
    }

    private static Frame ended(JsonNode json) throws JsonProcessingException, DataFormatException {
        return new Frame.Ended(
                List.of(MAPPER.treeToValue(json.path("jobs"), JobRow[].class)),
                MAPPER.treeToValue(json.path("offers"), Offers.class),
                histograms(json.path("totals")),
                json.path("dropped").asLong(),
                List.of(MAPPER.treeToValue(json.path("invalid"), String[].class)),
                MAPPER.treeToValue(json.path("traffic"), Traffic.class),
                json.path("wall_s").asDouble());
    }

    private static void write(Map<Metric, Histogram> histograms, ObjectNode json) {
        histograms.forEach(
                (metric, histogram) -> {
                    if (histogram.getTotalCount() > 0) {
                        ByteBuffer bytes =
                                ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
                        int length =
                                histogram.encodeIntoCompressedByteBuffer(
                                        bytes, Deflater.BEST_SPEED);
                        json.put(metric.name(), slice(bytes, length));
                    }
                });
    }

    private static byte[] slice(ByteBuffer bytes, int length) {
        byte[] encoded = new byte[length];
        bytes.get(0, encoded);
        return encoded;
    }

    private static Map<Metric, Histogram> histograms(JsonNode json) throws DataFormatException {
        Map<Metric, Histogram> histograms = new EnumMap<>(Metric.class);
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            byte[] encoded = Base64.getDecoder().decode(field.getValue().asText());
            histograms.put(
                    Metric.valueOf(field.getKey()),
                    Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
        }
        return histograms;
    }

    /// Each as `[when, kind, fields]`.
    private static void write(List<Observed> observed, ArrayNode json) {
        for (Observed each : observed) {
            Object what = each.what() instanceof Observed.Saw(Seen seen) ? seen : each.what();
            json.addArray()
                    .add(each.atMicros())
                    .add(what.getClass().getSimpleName())
                    .add(MAPPER.<JsonNode>valueToTree(what));
        }
    }

    private static List<Observed> observed(JsonNode json) throws JsonProcessingException {
        List<Observed> all = new ArrayList<>(json.size());
        for (JsonNode each : json) {
            Class<?> kind = KINDS.get(each.path(1).asText());
            if (kind == null) {
                throw new IllegalArgumentException("not a frame: nobody sees " + each.path(1));
            }
            Object what = MAPPER.treeToValue(each.path(2), kind);
            all.add(
                    new Observed(
                            each.path(0).asLong(),
                            what instanceof Seen seen
                                    ? new Observed.Saw(seen)
                                    : (Observed.What) what));
        }
        return all;
    }

    private static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (Class<?> kind : Seen.class.getPermittedSubclasses()) {
            kinds.put(kind.getSimpleName(), kind);
        }
        for (Class<?> kind : Observed.What.class.getPermittedSubclasses()) {
            kinds.put(kind.getSimpleName(), kind);
        }
        return kinds;
    }
}
