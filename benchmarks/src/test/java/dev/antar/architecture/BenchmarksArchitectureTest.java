package dev.antar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

final class BenchmarksArchitectureTest {

    @Test
    void measureWithoutServerOrSimulator() {
        var benchmarks =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.antar.benchmarks");

        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.antar.server..", "dev.antar.simulator..")
                .check(benchmarks);
    }
}
