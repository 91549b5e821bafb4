package dev.antar.core.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The policies that come along, from the repository's folder `policies`, by name.
public final class ShippedPolicies {

    /// What a region does unless told otherwise.
    public static final String DEFAULT = "minimum-cost";

    /// The default first.
    public static final List<String> NAMES =
            List.of(DEFAULT, "nearest-first", "batch-5s", "fair-income");

    private ShippedPolicies() {}

    /// The policy of this name.
    ///
    /// @throws IllegalArgumentException naming those that there are
    public static Policy named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "policy="
                            + name
                            + ": must be a file that ends in .toml, or one of "
                            + String.join(", ", NAMES)
                            + NearestWord.hint(name, NAMES));
        }
        String file = name + ".toml";
        try (InputStream content = ShippedPolicies.class.getResourceAsStream(file)) {
            byte[] text = Objects.requireNonNull(content, "it is packed along").readAllBytes();
            return Policy.parse(file, new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be read", e);
        }
    }
}
