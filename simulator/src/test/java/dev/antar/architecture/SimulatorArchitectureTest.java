package dev.antar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.antar.architecture.fixture.lab.LabThatKnowsTheLoad;
import dev.antar.architecture.fixture.load.LoadThatKnowsTheLab;

import org.junit.jupiter.api.Test;

/// The simulator sees the server only through its sockets, and its packages have no cycle.
final class SimulatorArchitectureTest {

    private static final String SIMULATOR = "dev.antar.simulator";
    private static final String SERVER = "dev.antar.server";
    private static final String FIXTURE = "dev.antar.architecture.fixture";

    private static final JavaClasses simulator =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(SIMULATOR);

    @Test
    void neverImportsTheServer() {
        neverImports(SERVER).check(simulator);
    }

    @Test
    void packagesHaveNoCycle() {
        haveNoCycle(SIMULATOR).check(simulator);
    }

    @Test
    void wrongArrowsAreFound() {
        JavaClasses classes =
                new ClassFileImporter()
                        .importClasses(LabThatKnowsTheLoad.class, LoadThatKnowsTheLab.class);

        assertTrue(neverImports(FIXTURE + ".server").evaluate(classes).hasViolation());
        assertTrue(haveNoCycle(FIXTURE).evaluate(classes).hasViolation());
    }

    private static ArchRule neverImports(String root) {
        return noClasses().should().dependOnClassesThat().resideInAPackage(root + "..");
    }

    private static ArchRule haveNoCycle(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }
}
