package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.fleet.DriverId;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Replays the conversations of `docs/golden` line by line. `docs/golden/README.md` says how they
/// are written.
final class GoldenTest {

    private static final Path GOLDEN = Path.of("..", "docs", "golden");
    private static final long START = 1_790_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"driver-json.jsonl", "driver-binary.jsonl", "driver-paused.jsonl"})
    void serverAnswersAsWritten(String file) throws IOException {
        TestRegion region = new TestRegion(START);
        region.keepsUp = true;
        TestPhone phone = TestPhone.of(region, DriverLimits.standard());
        int number = 0;
        for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
            number++;
            String where = file + ":" + number;
            JsonObject step = new JsonObject(line);
            region.now += step.getLong("after", 0L);
            if (step.containsKey("phone")) {
                assertEquals(List.of(), phone.link.written, where + ": more was said");
                byte[] bytes =
                        step.getJsonObject("phone").encode().getBytes(StandardCharsets.UTF_8);
                phone.session.text(bytes, 0, bytes.length);
            } else if (step.containsKey("phoneHex")) {
                assertEquals(List.of(), phone.link.written, where + ": more was said");
                byte[] frame = HexFormat.of().parseHex(step.getString("phoneHex"));
                JsonObject means = step.getJsonObject("means");
                if (means != null) {
                    assertSame(means, frame, where);
                }
                phone.send(frame);
            } else if (step.containsKey("region")) {
                region.handle(decided(step.getJsonObject("region"), region.now));
            } else if (step.containsKey("server")) {
                phone.turn();
                assertTrue(!phone.link.written.isEmpty(), where + ": nothing was said");
                String said = phone.link.written.removeFirst();
                assertTrue(
                        matches(step.getJsonObject("server"), new JsonObject(said)),
                        where + ": was " + said);
            } else {
                assertNotNull(step.getString("note"), where);
            }
            phone.turn();
        }
        assertEquals(List.of(), phone.link.written, file + ": more was said");
    }

    /// What a human does to the driver.
    private static Command decided(JsonObject step, long now) {
        DriverId driver = new DriverId(step.getString("driver"));
        String by = step.getString("by");
        String reason = step.getString("reason");
        return step.getString("decides").equals("pause")
                ? new Command.PauseDriver(now, driver, by, reason)
                : new Command.ResumeDriver(now, driver, by, reason);
    }

    /// The binary frame has the same columns as the JSON frame that it stands for.
    private static void assertSame(JsonObject means, byte[] frame, String where) {
        FixLoad fromBinary = load();
        int count = BinaryFixes.count(frame, 0, frame.length);
        assertNull(BinaryFixes.read(frame, 0, count, fromBinary), where);
        FixLoad fromJson = load();
        JsonFixes json = new JsonFixes();
        byte[] text = means.encode().getBytes(StandardCharsets.UTF_8);
        assertTrue(json.read(text, 0, text.length), where);
        json.addTo(fromJson);
        assertEquals(Columns.fixes(fromJson.fixes()), Columns.fixes(fromBinary.fixes()), where);
        assertEquals(
                Columns.sequences(fromJson.fixes()), Columns.sequences(fromBinary.fixes()), where);
    }

    private static FixLoad load() {
        FixLoad load = new FixLoad();
        load.begin(new Columns.NoSender());
        return load;
    }

    /// `"*"` stands for anything.
    private static boolean matches(@Nullable Object wanted, @Nullable Object said) {
        if ("*".equals(wanted)) {
            return said != null;
        }
        if (wanted instanceof JsonObject object && said instanceof JsonObject other) {
            return object.fieldNames().equals(other.fieldNames())
                    && object.fieldNames().stream()
                            .allMatch(name -> matches(object.getValue(name), other.getValue(name)));
        }
        if (wanted instanceof JsonArray list && said instanceof JsonArray other) {
            boolean same = list.size() == other.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = matches(list.getValue(i), other.getValue(i));
            }
            return same;
        }
        return wanted == null ? said == null : wanted.equals(said);
    }
}
