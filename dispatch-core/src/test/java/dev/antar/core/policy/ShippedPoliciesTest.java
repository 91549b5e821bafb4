package dev.antar.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

final class ShippedPoliciesTest {

    private static final Path FOLDER = Path.of("../policies");
    private static final List<String> NAMES = ShippedPolicies.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void fileHasThePolicysNameAndExplainsEveryParameter(String name) throws IOException {
        Policy policy = ShippedPolicies.named(name);

        assertEquals(name, policy.name());
        assertEquals(policy.explained(), Files.readString(FOLDER.resolve(name + ".toml")));
    }

    @Test
    void everyFileOfTheFolderIsKnownByName() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> found =
                    files.map(file -> file.getFileName().toString().replace(".toml", ""))
                            .sorted()
                            .toList();

            assertEquals(List.copyOf(new TreeSet<>(NAMES)), found);
        }
    }

    @Test
    void unknownNameIsAnsweredWithTheNearest() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ShippedPolicies.named("nearest-fist"));

        assertTrue(refused.toString().endsWith("did you mean nearest-first?"), refused.toString());
    }

    @Test
    void documentHasEveryParameterAsTheCodeHasIt() throws IOException {
        StringBuilder table =
                new StringBuilder(
                        "| key | meaning | turning it | range | usual |\n|---|---|---|---|---|\n");
        for (PolicyParameter each : PolicyParameter.values()) {
            String range = each.min() + " to " + each.max();
            List<String> cells =
                    List.of(
                            "`" + each.key() + "`",
                            each.meaning(),
                            each.direction(),
                            range,
                            Integer.toString(each.usual()));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }

        String page = Files.readString(Path.of("../docs/policies.md"));

        assertTrue(page.contains(table), () -> "docs/policies.md must have this table:\n" + table);
    }
}
