package dev.antar.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.antar.architecture.fixture.engine.ReadsTheClock;
import dev.antar.architecture.fixture.engine.RollsDice;
import dev.antar.architecture.fixture.engine.StartsThreads;
import dev.antar.architecture.fixture.engine.TouchesTheWorld;
import dev.antar.architecture.fixture.engine.WritesLogs;
import dev.antar.architecture.fixture.fleet.FleetThatKnowsPlaces;
import dev.antar.architecture.fixture.geo.PlaceThatKnowsTheFleet;
import dev.antar.architecture.fixture.stray.NobodysClass;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class CoreArchitectureTest {

    private static final String CORE = "dev.antar.core";
    private static final String FIXTURE = "dev.antar.architecture.fixture";

    private static final JavaClasses core =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(CORE);

    @Test
    void packagesFollowTheDesign() {
        PackageArrows.followTheDesign(CORE).check(core);
    }

    @Test
    void packagesHaveNoCycle() {
        PackageArrows.haveNoCycle(CORE).check(core);
    }

    @Test
    void everyPackageIsInTheDesign() {
        PackageArrows.areAllKnown(CORE).check(core);
    }

    @Test
    void readsNoClock() {
        Purity.noClock().check(core);
    }

    @Test
    void startsNoThread() {
        Purity.noThread().check(core);
    }

    @Test
    void rollsNoUnseededDice() {
        Purity.noUnseededRandom().check(core);
    }

    @Test
    void writesNoLog() {
        Purity.noLogger().check(core);
    }

    @Test
    void touchesNoFileSocketOrDatabase() {
        Purity.noOutsideWorld().check(core);
    }

    @Test
    void seesNoGraphOfRoads() {
        Purity.noGraphOfRoads().check(core);
    }

    @Test
    void graphHopperStaysInOneClass() {
        Purity.graphHopperInOneClass().check(core);
    }

    @Test
    void wrongArrowsAreFound() {
        assertBroken(PackageArrows.followTheDesign(FIXTURE), PlaceThatKnowsTheFleet.class);
        assertBroken(
                PackageArrows.haveNoCycle(FIXTURE),
                PlaceThatKnowsTheFleet.class,
                FleetThatKnowsPlaces.class);
        assertBroken(PackageArrows.areAllKnown(FIXTURE), NobodysClass.class);
    }

    /// Each method of these fixtures breaks the rule in its own way; none may slip through.
    @TestFactory
    Stream<DynamicTest> everyForbiddenCallIsFound() {
        return Stream.of(
                        everyMethodBreaks(Purity.noClock(), ReadsTheClock.class),
                        everyMethodBreaks(Purity.noThread(), StartsThreads.class),
                        everyMethodBreaks(Purity.noUnseededRandom(), RollsDice.class),
                        everyMethodBreaks(Purity.noLogger(), WritesLogs.class),
                        everyMethodBreaks(Purity.noOutsideWorld(), TouchesTheWorld.class))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> everyMethodBreaks(ArchRule rule, Class<?> fixture) {
        List<String> violations =
                rule.evaluate(new ClassFileImporter().importClasses(fixture))
                        .getFailureReport()
                        .getDetails();
        return Arrays.stream(fixture.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .map(name -> fixture.getName() + "." + name + "(")
                .map(
                        method ->
                                DynamicTest.dynamicTest(
                                        method + ")",
                                        () ->
                                                assertTrue(
                                                        violations.stream()
                                                                .anyMatch(v -> v.contains(method)),
                                                        () -> "Only found: " + violations)));
    }

    private static void assertBroken(ArchRule rule, Class<?>... fixtures) {
        JavaClasses classes = new ClassFileImporter().importClasses(fixtures);

        boolean broken = rule.evaluate(classes).hasViolation();

        assertEquals(true, broken, rule::getDescription);
    }
}
