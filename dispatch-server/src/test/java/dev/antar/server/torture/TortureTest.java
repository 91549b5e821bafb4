package dev.antar.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.job.JobState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// The server keeps its promises where everything fails, and would be caught if it did not.
final class TortureTest {

    private static final Path REGRESSIONS =
            Path.of("src", "test", "resources", "torture", "regressions.txt");

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyPromiseIsKept(Profile profile) {
        int seeds = profile == Profile.ALL ? 300 : 40;
        LongStream.range(0, seeds).forEach(seed -> assertKept(Options.draw(seed, profile)));
    }

    @Test
    void whatFailedOnceDoesNotFailAgain() throws IOException {
        Regressions.read(REGRESSIONS).forEach(TortureTest::assertKept);
    }

    @ParameterizedTest
    @EnumSource(Plant.class)
    void everyPlantedBugIsFoundByTheRuleThatItBreaks(Plant plant) {
        Set<Rule> others = EnumSet.noneOf(Rule.class);

        boolean found = LongStream.range(0, 200).anyMatch(seed -> isFound(plant, seed, others));

        assertTrue(found, () -> plant + " was not found by " + plant.rule() + ", but by " + others);
    }

    @Test
    void everyRuleFindsAPlantedBug() {
        Set<Rule> proven = EnumSet.noneOf(Rule.class);
        for (Plant plant : Plant.values()) {
            proven.add(plant.rule());
        }

        assertEquals(EnumSet.allOf(Rule.class), proven);
    }

    @Test
    void everyRuleAndEveryPlantedBugIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "reliability.md"));

        for (Rule rule : Rule.values()) {
            assertTrue(document.contains("`" + rule.word() + "`"), rule.word());
        }
        for (Plant plant : Plant.values()) {
            String row = "| `" + plant.word() + "` | " + plant.meaning() + " | ";
            assertTrue(document.contains(row), row);
        }
    }

    @Test
    void sameSeedIsTheSameRunToTheLastBit() {
        for (long seed = 0; seed < 10; seed++) {
            Options options = Options.draw(seed, Profile.ALL);
            String first = Torture.run(options, Set.of()).fingerprint();
            assertEquals(first, Torture.run(options, Set.of()).fingerprint(), options.toString());
            assertNotEquals(
                    first,
                    Torture.run(Options.draw(seed + 1, Profile.ALL), Set.of()).fingerprint());
        }
    }

    @Test
    void failingRunIsCutDownToOneThatFailsTheSameWay() {
        Set<Plant> planted = EnumSet.of(Plant.HALF_A_BATCH);
        Options failing =
                LongStream.range(0, 200)
                        .mapToObj(seed -> Options.draw(seed, Profile.CRASH))
                        .filter(options -> Torture.run(options, planted).failed())
                        .findFirst()
                        .orElseThrow();
        Rule rule = Torture.run(failing, planted).violations().getFirst().rule();

        Options smallest = Shrink.of(failing, rule, planted);

        assertTrue(smallest.faults().size() < failing.faults().size());
        assertTrue(smallest.jobs() <= failing.jobs() && smallest.drivers() <= failing.drivers());
        assertTrue(
                Torture.run(smallest, planted).violations().stream()
                        .anyMatch(violation -> violation.rule() == rule));
        assertEquals(smallest, Options.parse(smallest.line()));
    }

    @Test
    void failingRunIsAddedToTheFileOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("regressions.txt");
        Options options = Options.draw(7, Profile.STORE).withJobs(1);
        Violation what = new Violation(5, Rule.NO_GAPS, "a gap");

        Regressions.add(file, options, what);
        Regressions.add(file, options, what);

        assertEquals(1, Files.readAllLines(file).size());
        assertEquals(List.of(options), Regressions.read(file));
    }

    @Test
    void wrongWordsAreNamedWithTheNearestThatIsKnown() {
        assertMessage("did you mean network?", () -> Profile.of("netwrok"));
        assertMessage("did you mean epoch-ignored?", () -> Plant.of("epoch-ignord"));
        assertMessage("seeed=4: must be seed=", () -> Options.parse("seed=3 seeed=4"));
        assertMessage("jobs=x: must be a whole number", () -> Options.parse("seed=3 jobs=x"));
        assertMessage("did you mean shifts?", () -> Options.parse("seed=3 habits=shift"));
        assertMessage("must name a seed", () -> Options.parse("jobs=3"));
    }

    @Test
    void coverageTellsWhatWasSeenAndWhatNever() {
        Coverage coverage = new Coverage();
        Torture.run(Options.draw(3, Profile.ALL), Set.of(), coverage);

        assertTrue(coverage.table().contains("never"), coverage.table());
        assertTrue(coverage.table().contains("states told anew"), coverage.table());
        assertTrue(coverage.table().contains("DriverQueued      never"), coverage.table());
        assertFalse(coverage.table().contains("OfferMade         never"), coverage.table());
        assertTrue(coverage.table().contains("request for a job: UNKNOWN_DRIVER "));
        assertFalse(coverage.table().contains("FIX_"), coverage.table());
    }

    @Test
    void tableTellsWhatFollowedWhatMightHaveAndWhatCannot() {
        TransitionTable<JobState> table =
                new TransitionTable<>("job", JobState.values(), JobState::canBecome);
        table.began(JobState.PENDING);
        table.went(JobState.PENDING, JobState.OFFERED);

        List<String> pending = table.lines().lines().filter(l -> l.startsWith("pending")).toList();

        assertEquals(
                List.of("pending 1 | - - 1 - - - - never never"),
                pending.stream().map(line -> line.replaceAll(" +", " ")).toList());
    }

    /// Whether the first thing that is seen of the bug is what it breaks.
    private static boolean isFound(Plant plant, long seed, Set<Rule> others) {
        Options options = Options.draw(seed, plant.profile());
        List<Violation> violations = Torture.run(options, EnumSet.of(plant)).violations();
        if (violations.isEmpty()) {
            return false;
        }
        Rule first = violations.getFirst().rule();
        others.add(first);
        return first == plant.rule();
    }

    private static void assertKept(Options options) {
        Outcome outcome = Torture.run(options, Set.of());
        assertFalse(outcome.failed(), () -> options + " " + outcome.violations());
    }

    private static void assertMessage(String part, Executable executable) {
        String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }
}
