package dev.antar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which package of the core may import which. `root` is the package that holds them all.
final class PackageArrows {

    private static final Map<String, List<String>> MAY_IMPORT =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("geo", List.of()),
                            Map.entry("fleet", List.of("geo")),
                            Map.entry("job", List.of("fleet", "geo")),
                            Map.entry("zone", List.of("geo")),
                            Map.entry("travel", List.of("geo")),
                            Map.entry("plan", List.of("fleet", "job", "travel", "geo")),
                            Map.entry(
                                    "matching",
                                    List.of("plan", "fleet", "job", "zone", "travel", "geo")),
                            Map.entry("policy", List.of("matching")),
                            Map.entry("offer", List.of("fleet", "job", "pricing")),
                            Map.entry("pricing", List.of("job", "travel", "geo")),
                            Map.entry("demand", List.of("fleet", "travel", "geo")),
                            Map.entry("earnings", List.of("job", "fleet", "pricing")),
                            Map.entry(
                                    "engine",
                                    List.of(
                                            "geo",
                                            "fleet",
                                            "job",
                                            "zone",
                                            "travel",
                                            "plan",
                                            "matching",
                                            "policy",
                                            "offer",
                                            "pricing",
                                            "demand",
                                            "earnings"))));

    private PackageArrows() {}

    static ArchRule followTheDesign(String root) {
        return CompositeArchRule.of(
                MAY_IMPORT.keySet().stream().map(name -> arrowsOf(root, name)).toList());
    }

    static ArchRule haveNoCycle(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    static ArchRule areAllKnown(String root) {
        return classes()
                .should()
                .resideInAnyPackage(
                        MAY_IMPORT.keySet().stream()
                                .map(name -> root + "." + name + "..")
                                .toArray(String[]::new))
                .orShould()
                .haveSimpleName("package-info");
    }

    private static ArchRule arrowsOf(String root, String name) {
        var forbidden = new TreeSet<>(MAY_IMPORT.keySet());
        forbidden.remove(name);
        forbidden.removeAll(MAY_IMPORT.getOrDefault(name, List.of()));
        String[] packages =
                forbidden.stream().map(other -> root + "." + other + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }
}
