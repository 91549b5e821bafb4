package dev.antar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import dev.antar.architecture.fixture.engine.EngineThatKnowsTheStore;
import dev.antar.architecture.fixture.http.ResourceThatKnowsTheStore;
import dev.antar.core.engine.Command;
import dev.antar.core.fleet.DriverId;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The packages beside each other know only `engine`; the root package wires them together.
final class ServerArchitectureTest {

    private static final String SERVER = "dev.antar.server";
    private static final String FIXTURE = "dev.antar.architecture.fixture";

    private static final List<String> SIBLINGS =
            List.of(
                    "engine",
                    "http",
                    "stream",
                    "live",
                    "store",
                    "recording",
                    "webhooks",
                    "connections",
                    "cluster",
                    "auth");

    /// What both edges use: how strangers' JSON is read and answered, and the meters' names. They
    /// know the engine at most, like everybody else.
    private static final List<String> SHARED = List.of("json", "metrics");

    private static final JavaClasses server =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(SERVER);

    @Test
    void siblingsKnowOnlyTheEngine() {
        siblingsKnowOnlyTheEngine(SERVER).check(server);
    }

    @Test
    void sharedPackagesKnowOnlyTheEngine() {
        for (String shared : SHARED) {
            noClasses()
                    .that()
                    .resideInAPackage(SERVER + "." + shared + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            SIBLINGS.stream()
                                    .filter(name -> !name.equals("engine"))
                                    .map(name -> SERVER + "." + name + "..")
                                    .toArray(String[]::new))
                    .check(server);
        }
    }

    @Test
    void onlyTheRootKnowsTheRoot() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER)
                .check(server);
    }

    @Test
    void onlyTheRootKnowsTheTorture() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .and()
                .resideOutsideOfPackage(SERVER + ".torture..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".torture..")
                .check(server);
    }

    /// A pause is a human's: whatever asked for one by itself would be found here.
    @Test
    void onlyWhatAHumanSentPausesADriver() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVER + ".torture..")
                .and()
                .doNotHaveSimpleName("PauseResource")
                .should()
                .callConstructor(
                        Command.PauseDriver.class,
                        long.class,
                        DriverId.class,
                        String.class,
                        String.class)
                .check(server);
    }

    @Test
    void onlyTheRootKnowsTheCareOfData() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .and()
                .resideOutsideOfPackage(SERVER + ".care..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".care..")
                .check(server);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching(SERVER + ".(*)..").should().beFreeOfCycles().check(server);
    }

    @Test
    void wrongArrowsAreFound() {
        assertBroken(ResourceThatKnowsTheStore.class);
        assertBroken(EngineThatKnowsTheStore.class);
    }

    private static ArchRule siblingsKnowOnlyTheEngine(String root) {
        return CompositeArchRule.of(
                SIBLINGS.stream().map(name -> knowsOnlyTheEngine(root, name)).toList());
    }

    private static ArchRule knowsOnlyTheEngine(String root, String name) {
        String[] others =
                SIBLINGS.stream()
                        .filter(other -> !other.equals(name) && !other.equals("engine"))
                        .map(other -> root + "." + other + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }

    private static void assertBroken(Class<?> fixture) {
        JavaClasses classes = new ClassFileImporter().importClasses(fixture);

        assertTrue(siblingsKnowOnlyTheEngine(FIXTURE).evaluate(classes).hasViolation());
    }
}
