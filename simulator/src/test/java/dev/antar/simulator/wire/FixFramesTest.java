package dev.antar.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/// Against `docs/driver-socket.md`.
class FixFramesTest {

    @Test
    void frameIsTheJsonThatTheServerReads() {
        Fix fix =
                new Fix(new LatLng(-0.05, -179.999999), 1_790_000_000_123L, 8, 6.5, 359.99, false);

        JsonObject frame = new JsonObject(FixFrames.json(fix));

        assertEquals("fix", frame.getString("t"));
        assertEquals(1_790_000_000_123L, frame.getLong("at"));
        assertEquals(-0.05, frame.getDouble("lat"));
        assertEquals(-179.999999, frame.getDouble("lng"));
        assertEquals(8.0, frame.getDouble("accuracy"));
        assertEquals(6.5, frame.getDouble("speed"));
        assertEquals(359.9, frame.getDouble("heading"));
    }

    @Test
    void binaryFrameIsAsLongAndAsLaidOutAsDocumented() {
        Fix fix = new Fix(new LatLng(57.7, -11.97), 1_790_000_000_000L, 8.5, 12.34, 270.5, false);

        byte[] frame = FixFrames.binary(fix, 0x10007).getBytes();

        assertEquals(
                "0100000700010" + "1a0c4506c00" + "22645240f8dd85e0" + "00000000" + "005504d269aa",
                HexFormat.of().formatHex(frame));
    }
}
