package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.recording.RecordingLimits;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The life of a data folder: a driver and a customer are served, backed up, looked at, given out,
/// taken out, and restored.
class DataFolderIT {

    private static final String DRIVER = "kiswahili-canary-7f";
    private static final String JOB = "swallow-canary-3b";

    /// Where the driver is only while off duty.
    private static final String OFF_DUTY = "8.7654321";

    @TempDir private Path folder;

    private String said = "";

    @Test
    void whoeverWasErasedIsNowhereEvenAfterARestore() throws Exception {
        Path data = folder.resolve("data");
        Path first = folder.resolve("first");
        String positions;
        String at = data.toString();
        RecordingConfig recording =
                new RecordingConfig(
                        data.resolve("recordings"), new RecordingLimits(1 << 28, 30), true);
        try (RunningServer server = new RunningServer(ServerConfig.local(data).with(recording))) {
            serve(server);
            assertEquals(0, antar("doctor", "--data", at), said);
            assertEquals(0, antar("backup", first.toString(), "--data", at), said);
            assertEquals(1, antar("restore", first.toString(), "--data", at, "--replace"), said);
            assertTrue(said.contains("is in use by process"), said);
            assertEquals(1, antar("person", "erase", DRIVER, "--data", at), said);
            assertTrue(said.contains("is in use by process"), said);
            positions = positionsGivenOut(at);
        }
        assertTrue(positions.contains(",10.0,10.0,"), positions);
        assertEquals(2, positions.lines().filter(line -> line.endsWith("OFF_DUTY")).count());
        assertFalse(positions.contains(OFF_DUTY), positions);
        assertFalse(unpacked(first).contains(OFF_DUTY));
        assertTrue(unpacked(first).contains(DRIVER));

        assertEquals(0, antar("person", "erase", DRIVER, "--data", at), said);
        assertEquals(0, antar("person", "erase", "--job", JOB, "--data", at), said);
        assertEquals(0, antar("replay", data.resolve("recordings").toString()), said);
        assertTrue(said.contains("coarsened"), said);

        Path second = folder.resolve("second");
        assertEquals(0, antar("backup", second.toString(), "--data", at), said);
        assertEquals(1, antar("restore", second.toString(), "--data", at), said);
        assertTrue(said.contains("--replace"), said);
        assertEquals(0, antar("restore", second.toString(), "--data", at, "--replace"), said);
        deleteOld(data);

        for (String gone : List.of(DRIVER, JOB, OFF_DUTY)) {
            assertEquals(List.of(), filesWith(data, gone), gone);
        }
        // Of a region that nobody serves any more, and nothing is recorded now.
        Path old = oldRecording(data.resolve("recordings/elsewhere"));
        assertEquals(1, antar("doctor", "--data", at, "--files-only"), said);
        assertTrue(said.contains("1 recording ended more than 30 days ago"), said);
        RecordingConfig noLonger =
                new RecordingConfig(recording.folder(), recording.limits(), false);
        try (RunningServer server = new RunningServer(ServerConfig.local(data).with(noLonger))) {
            awaitGone(old);
            assertEquals(410, server.get("/v1/jobs/" + JOB).statusCode());
            assertEquals(410, server.get("/v1/jobs/" + JOB + "/explanation").statusCode());
            assertEquals(410, server.get("/v1/jobs/" + JOB + "/events").statusCode());
            assertEquals(410, server.get("/v1/drivers/" + DRIVER + "/statement").statusCode());
            assertEquals(404, server.get("/v1/drivers/somebody/statement").statusCode());
            assertEquals(409, server.job(JOB, 10, 10).statusCode());
            assertEquals("PENDING", server.await("other", "PENDING").getString("state"));
            assertEquals(0, antar("doctor", "--data", at), said);
        }
    }

    private static void awaitGone(Path path) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (Files.exists(path) && System.nanoTime() < until) {
            Pause.beforeLookingAgain();
        }
        assertFalse(Files.exists(path), path.toString());
    }

    private static Path oldRecording(Path region) throws IOException {
        Path flight = Files.createDirectories(region.resolve("20200101T000000-1-0123abcd"));
        Path file = Files.write(flight.resolve("000001.rec"), new byte[100]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_577_836_800_000L));
        return flight;
    }

    /// Asks until the recorder has written what it holds: all three of the driver's fixes.
    private String positionsGivenOut(String data) throws IOException {
        long until = System.nanoTime() + 20_000_000_000L;
        for (int i = 0; ; i++) {
            Path given = folder.resolve("given" + i);
            assertEquals(
                    0,
                    antar("person", "export", DRIVER, "--data", data, "--to", given.toString()),
                    said);
            String positions = Files.readString(given.resolve(DRIVER + "-positions.csv"));
            if (positions.lines().count() > 3 || System.nanoTime() > until) {
                return positions;
            }
        }
    }

    /// A driver comes, does a job and goes; before and after he is somewhere else.
    private static void serve(RunningServer server) {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), DRIVER)) {
            fix(driver, OFF_DUTY);
            driver.send("{'t':'online','id':'on','availability':'OPEN'}");
            driver.ack("on");
            fix(driver, "10.0");
            server.job(JOB, 10, 10);
            JsonObject offer = driver.await("offer");
            driver.send("{'t':'accept','id':'1','offer':'" + offer.getString("offer") + "'}");
            driver.ack("1");
            for (String step : List.of("pickedUp", "completed")) {
                driver.send("{'t':'" + step + "','id':'" + step + "','job':'" + JOB + "'}");
                driver.ack(step);
            }
            driver.send("{'t':'offline','id':'off'}");
            assertEquals("DONE", driver.ack("off").getString("result"));
            fix(driver, OFF_DUTY);
            driver.send("{'t':'ping'}");
            driver.await("pong");
        }
        server.job("other", 20, 20);
        server.await("other", "PENDING");
    }

    private static void fix(TestSocket driver, String lat) {
        driver.send(
                "{'t':'fix','at':" + System.currentTimeMillis() + ",'lat':" + lat + ",'lng':10.0}");
    }

    private int antar(String... arguments) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream into = new PrintStream(heard, true, StandardCharsets.UTF_8)) {
            System.setOut(into);
            System.setErr(into);
            return Main.commandLine().execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
            said = heard.toString(StandardCharsets.UTF_8);
        }
    }

    private static String unpacked(Path backup) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(backup)) {
            if (file.toString().endsWith(".gz")) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }

    private static void deleteOld(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            for (Path old :
                    all.filter(each -> each.getFileName().toString().startsWith("postgres.before"))
                            .toList()) {
                for (Path each : files(old).reversed()) {
                    Files.delete(each);
                }
                Files.move(old, data.resolveSibling("emptied"));
            }
        }
    }

    private static List<Path> filesWith(Path below, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(below)) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            if (bytes.contains(text)) {
                found.add(file);
            }
        }
        return found;
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
