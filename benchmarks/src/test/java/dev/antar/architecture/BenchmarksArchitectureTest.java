package dev.antar.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.antar.server.engine.Recorder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Topics stand beside each other on `measure`, `data` and `peer`; only `BenchCommand` knows them.
final class BenchmarksArchitectureTest {

    private static final String BENCHMARKS = "dev.antar.benchmarks";
    private static final List<String> TOPICS =
            List.of("index", "matching", "roads", "engine", "wire", "store");

    private static final JavaClasses benchmarks =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(BENCHMARKS);

    @Test
    void onlyWireAndStoreKnowTheServerAndNobodyTheSimulator() {
        neverImports(BENCHMARKS + "..", "dev.antar.simulator..");
        for (String name : List.of("index", "matching", "roads", "measure", "data", "peer")) {
            neverImports(in(name), "dev.antar.server..");
        }
    }

    @Test
    void engineKnowsOfTheServerOnlyTheRecorderWhoseCostItMeasures() {
        noClasses()
                .that()
                .resideInAPackage(in("engine"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.antar.server..")
                                .and(not(resideInAPackage("dev.antar.server.recording..")))
                                .and(not(belongToAnyOf(Recorder.class))))
                .check(benchmarks);
    }

    @Test
    void topicsDoNotImportEachOther() {
        for (String topic : TOPICS) {
            List<String> others = new ArrayList<>(TOPICS);
            others.remove(topic);
            for (String other : others) {
                neverImports(in(topic), in(other));
            }
        }
    }

    @Test
    void whatIsSharedKnowsNoTopicAndMeasuringKnowsNothing() {
        for (String topic : TOPICS) {
            for (String shared : List.of("measure", "data", "peer")) {
                neverImports(in(shared), in(topic));
            }
        }
        neverImports(in("measure"), in("data"));
        neverImports(in("measure"), in("peer"));
        neverImports(in("data"), in("peer"));
        neverImports(in("data"), in("measure"));
        neverImports(in("measure"), "dev.antar.core..");
    }

    private static String in(String name) {
        return BENCHMARKS + "." + name + "..";
    }

    private static void neverImports(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to)
                .allowEmptyShould(true)
                .check(benchmarks);
    }
}
