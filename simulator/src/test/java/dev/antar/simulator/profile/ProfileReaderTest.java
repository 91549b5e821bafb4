package dev.antar.simulator.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A mistake is answered by file, line, key and the nearest known word.
class ProfileReaderTest {

    private static final ProfileReader READER =
            new ProfileReader(List.of("offer_latency_ms.p99", "audit.lost"));

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    drivers = 10;driver = 11             | p.toml:2: driver: there is no such key; did you mean drivers?
                    [phones];slwo = 0.1                  | p.toml:2: phones.slwo: there is no such key; did you mean slow?
                    [phonse];slow = 0.1                  | p.toml:1: phonse: there is no such key; did you mean phones?
                    [[phase]];for = "1m";[[phase]];job=2 | p.toml:4: phase.job: there is no such key; did you mean jobs?
                    [[phase]];name = "a"                 | p.toml:1: phase.for: is missing: say how long the phase is
                    [phase];for = "1m"                   | p.toml:1: phase: must be one or more tables: write [[phase]]
                    phones = 3                           | p.toml:1: phones=3: must be a table: write [phones]
                    drivers = "10"                       | p.toml:1: drivers="10": must be a number from 1 to 1000000
                    drivers = 1.5                        | p.toml:1: drivers=1.5: must be a whole number from 1 to 1000000
                    drivers = 0                          | p.toml:1: drivers=0: must be a number from 1 to 1000000
                    acceptance = nan                     | p.toml:1: acceptance=NaN: must be a number from 0 to 1
                    for = "5 min"                        | p.toml:1: for="5 min": must be a time such as 500ms, 90s, 10m or 1h
                    for = "500h"                         | p.toml:1: for="500h": must be from 1s to 24h
                    for = 5m                             | p.toml:1: Unexpected 'm', expected a newline or end-of-input
                    center = "95,11"                     | p.toml:1: center="95,11": must be LAT,LNG such as "57.7045,11.968"
                    thresholds = 3                       | p.toml:1: thresholds=3: must be a list of texts in quotes
                    thresholds = [;"audit.lst==0"]       | p.toml:2: thresholds="audit.lst==0": there is no metric audit.lst; did you mean audit.lost?
                    [[reconnect-storm]];at = "6m"        | p.toml:2: reconnect-storm.at="6m": must be from 0s to 5m
                    [[phase]];for="1m";ramp="yes"        | p.toml:3: phase.ramp="yes": must be true or false
                    """)
    void mistakeIsToldWithItsPlace(String lines, String expected) throws IOException {
        Path file = folder.resolve("p.toml");
        Files.writeString(file, lines.replace(';', '\n'));

        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> READER.read(file, Map.of(), List.of()))
                        .getMessage();

        assertEquals(folder.resolve(expected).toString(), message);
    }

    @Test
    void whatIsTypedIsToldByItsOption() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> READER.read(null, Map.of("drivers", "many"), List.of()))
                        .getMessage();

        assertEquals("--drivers=many: must be a number from 1 to 1000000", message);
    }

    @Test
    void whatIsTypedWinsOverTheFileAndStretchesPhases() throws IOException {
        Path file = folder.resolve("rush.toml");
        Files.writeString(
                file,
                """
                drivers = 50
                seed = 7
                [[phase]]
                for = "1m"
                [[phase]]
                for = "3m"
                jobs = 2
                """);

        Profile profile = READER.read(file, Map.of("drivers", "5", "for", "8s"), List.of());

        assertEquals("rush", profile.name());
        assertEquals(5, profile.scenario().drivers());
        assertEquals(7, profile.seed());
        assertEquals(
                List.of(2_000L, 6_000L),
                profile.scenario().timetable().phases().stream().map(Phase::millis).toList());
    }

    @Test
    void anotherLengthStretchesPhasesAndStormsAlike() throws IOException {
        Path storm = Path.of("..", "examples", "profiles", "reconnect-storm.toml");
        Scenario scenario =
                new ProfileReader(List.of())
                        .read(storm, Map.of("for", "35s"), List.of())
                        .scenario();

        assertEquals(10_000, scenario.storms().getFirst().atMillis());
        assertEquals("before", scenario.timetable().nameAt(19_999));
        assertEquals("storm", scenario.timetable().nameAt(20_000));
    }

    @Test
    void everyShippedProfileCanBeRead() throws IOException {
        Path examples = Path.of("..", "examples", "profiles");
        ProfileReader reader =
                new ProfileReader(
                        List.of(
                                "offer_latency_ms.p99",
                                "accept_ack_ms.p99",
                                "fix_live_ms.p99",
                                "fixes.never_shown",
                                "fixes.skipped"));
        try (Stream<Path> files = Files.list(examples)) {
            List<String> names =
                    files.map(file -> reader.read(file, Map.of(), List.of()).name())
                            .sorted()
                            .toList();

            assertTrue(
                    names.containsAll(
                            List.of(
                                    "bad-phones",
                                    "calm",
                                    "live-map",
                                    "ramp",
                                    "reconnect-storm",
                                    "rush-hour",
                                    "stadium",
                                    "stopped-operators")),
                    names.toString());
        }
    }

    @Test
    void thresholdSaysHowItMustLook() {
        List<String> known = List.of("audit.lost");

        assertTrue(Threshold.of(" audit.lost <= 3", "t", known).metBy(3));
        for (String wrong : List.of("audit.lost", "audit.lost=3", "audit.lost<3s", "<3", "")) {
            assertThrows(
                    IllegalArgumentException.class, () -> Threshold.of(wrong, "t", known), wrong);
        }
    }

    @Test
    void levelsJumpOrClimb() {
        Timetable timetable =
                new Timetable(
                        1_000,
                        0,
                        List.of(
                                new Phase("a", 1_000, 1, 0.5, false),
                                new Phase("b", 1_000, 3, 1, true)));

        assertEquals(1, timetable.jobsAt(500));
        assertEquals(1, timetable.jobsAt(1_999));
        assertEquals(2, timetable.jobsAt(2_500));
        assertEquals(0.75, timetable.driversAt(2_500));
        assertEquals(0, timetable.jobsAt(3_000), "demand is over");
        assertEquals(1, timetable.driversAt(3_000), "drivers stay");
        assertEquals(
                List.of("warm-up", "a", "b", "drain"),
                Stream.of(999L, 1_000L, 2_999L, 3_000L).map(timetable::nameAt).toList());
    }
}
