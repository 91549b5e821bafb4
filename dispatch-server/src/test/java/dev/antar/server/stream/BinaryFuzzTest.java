package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.matching.NearestFirst;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// A million frames, good ones and broken ones, through a session into an engine; beside it a model
/// that reads frames the obvious way and reports fix by fix to an engine of its own. Nothing may be
/// thrown past the session, and both engines must agree on where the driver is.
final class BinaryFuzzTest {

    private static final int FRAMES = 1_000_000;
    private static final long SEED = 0x5EED_0001L;
    private static final long START = 1_790_000_000_000L;
    private static final DriverId DRIVER = new DriverId("d");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TestRegion region = new TestRegion(START);
    private final Dispatcher model =
            new Dispatcher(DispatchConfig.defaults(), new NearestFirst(), Watcher.NONE);

    private int latE7 = 577_000_000;
    private int lngE7 = 119_700_000;
    private int sequence = 65_000;

    @Test
    void noFrameIsThrownPastTheSessionOrMovesTheDriverWrongly() {
        region.keepsUp = true;
        TestPhone phone = TestPhone.of(region, TestPhone.unlimited()).onDuty("d");
        DriverProfile profile = DriverProfile.of(DRIVER, Vehicle.CAR, List.of(), 4, 1);
        carryOut(new Command.RegisterDriver(START, profile));
        carryOut(new Command.GoOnline(START, DRIVER, Availability.open()));
        int good = 0;
        for (int i = 0; i < FRAMES; i++) {
            region.now += random.nextInt(3);
            byte[] frame = spoiled(frame());

            phone.send(frame);
            phone.turn();
            FixBatch meant = meant(frame);
            carryOut(new Command.ReportFixes(region.now, meant));

            good += meant.size() == 0 ? 0 : 1;
            phone.link.written.clear();
            if (!Objects.equals(where(model), where(region.dispatcher))) {
                assertEquals(
                        where(model), where(region.dispatcher), "frame " + i + " of seed " + SEED);
            }
        }
        assertTrue(good > FRAMES / 4, good + " of " + FRAMES + " frames had a fix");
    }

    private void carryOut(Command command) {
        model.handle(command, _ -> {});
    }

    private static Object where(Dispatcher dispatcher) {
        Fix fix = Objects.requireNonNull(dispatcher.roster().find(DRIVER)).fix();
        return fix == null ? "nowhere" : fix;
    }

    /// What the documentation says that a frame means.
    private static FixBatch meant(byte[] frame) {
        FixBatch fixes = new FixBatch();
        if (frame.length < 12) {
            return fixes;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int version = bytes.get();
        int flags = bytes.get();
        int number = bytes.getShort() & 0xffff;
        int count = bytes.getShort() & 0xffff;
        long base = (bytes.getShort() & 0xffffL) * 0x1_0000_0000L + (bytes.getInt() & 0xffff_ffffL);
        if (version != 1
                || (flags != 0 && flags != 1)
                || count == 0
                || count > 500
                || frame.length != 12 + 18 * count
                || base > 253_402_300_799_999L - 0x7fff_ffff) {
            return fixes;
        }
        for (int i = 0; i < count; i++) {
            double lat = bytes.getInt() / 1e7;
            double lng = bytes.getInt() / 1e7;
            int time = bytes.getInt();
            int accuracy = bytes.getShort() & 0xffff;
            int speed = bytes.getShort() & 0xffff;
            int heading = bytes.getShort() & 0xffff;
            if (Math.abs(lat) <= 90
                    && Math.abs(lng) <= 180
                    && (heading <= 36_000 || heading == 0xffff)) {
                fixes.add(
                        0,
                        lat,
                        lng,
                        base + (time & 0x7fff_ffff),
                        accuracy == 0xffff ? Fix.UNKNOWN : accuracy / 10.0,
                        speed == 0xffff ? Fix.UNKNOWN : speed / 100.0,
                        heading == 0xffff ? Fix.UNKNOWN : heading / 100.0,
                        (number + i) & 0xffff,
                        time < 0);
            }
        }
        return fixes;
    }

    /// A frame of one to four fixes of somebody who moves, now and then with edges among them.
    private byte[] frame() {
        int count = random.nextInt(16) == 0 ? 1 + random.nextInt(4) : 1;
        Frame frame = new Frame(sequence, random.nextInt(8) == 0, region.now - 4);
        sequence = (sequence + count) & 0xffff;
        for (int i = 0; i < count; i++) {
            latE7 += random.nextInt(-2, 3);
            lngE7 += random.nextInt(-2, 3);
            int time = i + 1 | (random.nextInt(50) == 0 ? 0x8000_0000 : 0);
            frame.raw(latE7, lngE7, time, edge(), edge(), edge());
        }
        return frame.bytes();
    }

    private int edge() {
        return switch (random.nextInt(40)) {
            case 0 -> 0;
            case 1 -> 36_000;
            case 2 -> 36_001;
            case 3 -> 0xfffe;
            case 4 -> random.nextInt(0x1_0000);
            default -> 0xffff;
        };
    }

    private byte[] spoiled(byte[] frame) {
        return switch (random.nextInt(20)) {
            case 0 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 1 -> Arrays.copyOf(frame, frame.length + 1 + random.nextInt(40));
            case 2 -> with(frame, 0, random.nextInt(256));
            case 3 -> with(frame, 1, random.nextInt(256));
            case 4 -> with(with(frame, 4, random.nextInt(256)), 5, random.nextInt(256));
            case 5 -> with(with(frame, 4, 0), 5, random.nextInt(3));
            case 6 -> with(frame, 6 + random.nextInt(6), random.nextInt(256));
            case 7 -> with(frame, 12 + random.nextInt(8), random.nextInt(256));
            case 8 -> with(frame, 20 + random.nextInt(4), random.nextInt(256));
            case 9 -> {
                byte[] noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                yield noise;
            }
            case 10 -> with(frame, random.nextInt(frame.length), random.nextInt(256));
            case 11 -> with(with(frame, 2, 0xff), 3, 0xff);
            default -> frame;
        };
    }

    private static byte[] with(byte[] frame, int at, int value) {
        frame[at] = (byte) value;
        return frame;
    }
}
