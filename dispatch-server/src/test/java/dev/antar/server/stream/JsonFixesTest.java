package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Fix;
import dev.antar.server.json.Input;
import dev.antar.server.json.ProblemException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The reading in one pass against the reading by tree: whatever it takes, the tree takes without a
/// complaint and understands the same.
final class JsonFixesTest {

    private static final int FRAMES = 200_000;
    private static final String[] VALUES = {
        "0",
        "1",
        "-1",
        "12.5",
        "-0.0",
        "90",
        "90.0000001",
        "180",
        "-180",
        "181",
        "1e2",
        "1e400",
        "NaN",
        "360",
        "360.5",
        "1000000",
        "1790000000000",
        "253402300799999",
        "253402300800000",
        "9223372036854775807",
        "9223372036854775808",
        "1.7976931348623157e308",
        "57.70451234567",
        "4.9e-324",
        "65535",
        "65536",
        "null",
        "true",
        "false",
        "\"1\"",
        "{}",
        "[]",
        "\"\"",
        "1".repeat(101),
        "0.".concat("3".repeat(97))
    };
    private static final String[] FIELDS = {
        "at", "lat", "lng", "accuracy", "speed", "heading", "mock", "seq", "t", "lattitude"
    };

    private final JsonFixes json = new JsonFixes();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'t':'fix','at':1,'lat':1,'lng':1}",
                "{'lng':1,'lat':-1.5,'at':1,'t':'fix','mock':true,'seq':65535}",
                "{'t':'fixes','fixes':[{'at':1,'lat':1,'lng':1},{'at':2,'lat':1,'lng':1}]}",
                "{'fixes':[],'t':'fixes'}",
            })
    void ordinaryFramesAreReadInOnePass(String frame) {
        assertTrue(readsInOnePass(frame.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'t':'ping'}",
                "{'t':'fix','at':1,'lat':1,'lng':1,'lat':2}",
                "{'t':'fix','t':'fix','at':1,'lat':1,'lng':1}",
                "{'t':'fixes','fixes':[{'at':1,'lat':1,'lng':1}],'fixes':[]}",
                "{'t':'fix','at':1,'lat':1,'lng':1} {}",
                "{'t':'fix','at':1,'lat':1,'lng':1",
                "[]",
                "",
            })
    void othersAreLeftToTheTree(String frame) {
        assertFalse(readsInOnePass(frame.replace('\'', '"')));
    }

    @Test
    void whatIsReadInOnePassIsWhatTheTreeReads() {
        SplittableRandom random = new SplittableRandom(20_261);
        int taken = 0;
        for (int i = 0; i < FRAMES; i++) {
            String frame = frame(random);
            if (readsInOnePass(frame)) {
                taken++;
                FixLoad load = new FixLoad();
                load.begin(new Columns.NoSender());
                json.addTo(load);
                DriverFrames.ReadFixes tree = tree(frame);
                assertEquals(errors(tree), List.of(), frame);
                assertEquals(fixes(tree), fixes(load), frame);
                assertEquals(tree.sequence(), json.sequence(), frame);
            } else {
                assertTrue(complains(frame), frame);
            }
        }
        assertTrue(taken > FRAMES / 10, taken + " of " + FRAMES + " were good");
    }

    /// The tree finds something wrong, or something that the one pass need not know: an absent
    /// field written as null, or an unknown value written as -1.
    private static boolean complains(String frame) {
        try {
            return !errors(tree(frame)).isEmpty() || frame.contains("null") || frame.contains("-1");
        } catch (ProblemException _) {
            return true;
        }
    }

    private boolean readsInOnePass(String frame) {
        byte[] bytes = (" " + frame + "}").getBytes(StandardCharsets.UTF_8);
        return json.read(bytes, 1, bytes.length - 2);
    }

    private static String frame(SplittableRandom random) {
        boolean single = random.nextBoolean();
        if (single) {
            return "{\"t\":\"fix\"" + fields(random, ",") + "}";
        }
        List<String> fixes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String fields = fields(random, ",");
            fixes.add("{" + fields.substring(1) + "}");
        }
        String sequence = random.nextInt(4) == 0 ? ",\"seq\":" + value(random) : "";
        return "{\"t\":\"fixes\"" + sequence + ",\"fixes\":[" + String.join(",", fixes) + "]}";
    }

    private static String fields(SplittableRandom random, String before) {
        StringBuilder text = new StringBuilder();
        text.append(before).append("\"at\":").append(1_790_000_000_000L + random.nextInt());
        text.append(",\"lat\":").append(random.nextDouble(-90, 90));
        text.append(",\"lng\":").append(random.nextInt(-1_800_000_000, 1_800_000_000) / 1e7);
        if (random.nextBoolean()) {
            text.append(",\"heading\":").append(random.nextInt(361));
        }
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            text.append(",\"").append(FIELDS[random.nextInt(FIELDS.length)]).append("\":");
            text.append(value(random));
        }
        return text.toString();
    }

    private static String value(SplittableRandom random) {
        return VALUES[random.nextInt(VALUES.length)];
    }

    private static DriverFrames.ReadFixes tree(String frame) {
        Input input = Input.read(frame.getBytes(StandardCharsets.UTF_8));
        return DriverFrames.fixes(input, input.text("t"));
    }

    private static List<Object> errors(DriverFrames.ReadFixes tree) {
        List<Object> errors = new ArrayList<>();
        tree.fixes().forEach(fix -> errors.addAll(fix.errors()));
        return errors;
    }

    private static List<@Nullable Fix> fixes(DriverFrames.ReadFixes tree) {
        List<@Nullable Fix> fixes = new ArrayList<>();
        tree.fixes().forEach(fix -> fixes.add(fix.fix()));
        return fixes;
    }

    private static List<Fix> fixes(FixLoad load) {
        return Columns.fixes(load.fixes());
    }
}
