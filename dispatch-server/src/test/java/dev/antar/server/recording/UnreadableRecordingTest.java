package dev.antar.server.recording;

import static dev.antar.server.recording.Recordings.assertNonNull;
import static dev.antar.server.recording.Recordings.filesOf;
import static dev.antar.server.recording.Recordings.open;
import static dev.antar.server.recording.Recordings.record;
import static dev.antar.server.recording.Recordings.replay;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Files that were torn, changed, mixed up or made by others are never taken for right.
final class UnreadableRecordingTest {

    @TempDir private Path folder;

    @Test
    void aTornTailIsCutAndTold() throws Exception {
        record(folder, 2, 500);
        Path file = filesOf(folder).getFirst();
        byte[] whole = Files.readAllBytes(file);
        int last = lastBlock(whole);
        for (int length = last + 1; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            FlightReader reader = open(folder);
            Replay replay = new Replay(reader);
            replay.run(Long.MAX_VALUE, (_, _, _) -> {});
            assertNull(replay.difference());
            assertTrue(replay.commands() > 0);
            String cut = assertNonNull(reader.cut());
            assertTrue(cut.contains("byte " + last), cut);
        }
    }

    @Test
    void aFlippedBitIsNeverTakenForRight() throws Exception {
        RecordedMarket market = record(folder, 3, 500);
        Path file = filesOf(folder).getFirst();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] wrong = whole.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, wrong);
            try (FlightReader reader = open(folder)) {
                Replay replay = new Replay(reader);
                replay.run(Long.MAX_VALUE, (_, _, _) -> {});
                assertNull(replay.difference());
                assertNotNull(reader.cut(), "a flipped bit passed");
                assertTrue(replay.commands() < market.commands());
            } catch (Unreadable expected) {
                assertTrue(
                        String.valueOf(expected.getMessage()).contains(file.toString()),
                        expected.getMessage());
            }
        }
    }

    @Test
    void blocksInAnotherOrderOrOfAnotherRecordingAreRefused() throws Exception {
        record(folder.resolve("a"), 4, 1_000);
        record(folder.resolve("b"), 5, 1_000);
        Path file = filesOf(folder.resolve("a")).getFirst();
        byte[] ours = Files.readAllBytes(file);
        byte[] theirs = Files.readAllBytes(filesOf(folder.resolve("b")).getFirst());
        int second = blocks(ours)[1];
        int third = blocks(ours)[2];
        int fourth = blocks(ours)[3];
        byte[] swapped =
                join(
                        Arrays.copyOf(ours, second),
                        Arrays.copyOfRange(ours, third, fourth),
                        Arrays.copyOfRange(ours, second, third),
                        Arrays.copyOfRange(ours, fourth, ours.length));
        byte[] foreign =
                join(
                        Arrays.copyOf(ours, second),
                        Arrays.copyOfRange(theirs, blocks(theirs)[1], theirs.length));
        byte[] missing =
                join(Arrays.copyOf(ours, second), Arrays.copyOfRange(ours, third, ours.length));
        for (byte[] wrong : List.of(swapped, foreign, missing)) {
            Files.write(file, wrong);
            Unreadable refused = assertThrows(Unreadable.class, () -> replay(folder.resolve("a")));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("byte " + second),
                    refused.getMessage());
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("What is before is whole: 1 blocks"));
        }
    }

    @Test
    void whatIsNoRecordingIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("x.rec"), "Not a recording at all, no.");
        Unreadable refused = assertThrows(Unreadable.class, () -> replay(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("is not a recording"));
        assertThrows(Unreadable.class, () -> Flights.below(folder.resolve("nowhere")));
    }

    @Test
    void recordUnderAnotherVersionOfTheCodeIsRefusedByItsVersion() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        Map<String, Integer> codes = Map.of("minimum-cost", 99, "nearest-first", 1);
        new RecordedMarket(6, recorder, Policy.of("minimum-cost"), codes).end();
        recorder.close();
        Unreadable refused = assertThrows(Unreadable.class, () -> replay(folder));
        assertTrue(String.valueOf(refused.getMessage()).contains("version 99"));
    }

    @Test
    void codeThatAChangeOfPolicyBringsIsCheckedAsWell() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        Map<String, Integer> codes = new HashMap<>(Policy.codeVersions());
        codes.put("nearest-first", 77);
        RecordedMarket market = new RecordedMarket(6, recorder, Policy.of("minimum-cost"), codes);
        market.run(200);
        market.rule(ShippedPolicies.named("nearest-first"));
        market.end();
        recorder.close();

        Unreadable refused = assertThrows(Unreadable.class, () -> replay(folder));

        assertTrue(String.valueOf(refused.getMessage()).contains("version 77"));
    }

    @Test
    void aRecordingOfAnOlderFormatIsRefusedByItsNumber() throws Exception {
        record(folder, 2, 100);
        Path file = filesOf(folder).getFirst();
        byte[] older = Files.readAllBytes(file);
        ByteBuffer.wrap(older).putInt(Long.BYTES, 1);
        Files.write(file, older);

        Unreadable refused = assertThrows(Unreadable.class, () -> replay(folder));

        assertTrue(String.valueOf(refused.getMessage()).contains("has the format 1"));
    }

    /// Where blocks begin.
    private static int[] blocks(byte[] file) {
        return IntStream.range(0, file.length - 4)
                .filter(at -> ByteBuffer.wrap(file).getInt(at) == Format.BLOCK)
                .toArray();
    }

    private static int lastBlock(byte[] file) {
        int[] all = blocks(file);
        return all[all.length - 1];
    }

    private static byte[] join(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.putAll(part);
        }
        return Arrays.copyOf(all.array(), all.size());
    }
}
