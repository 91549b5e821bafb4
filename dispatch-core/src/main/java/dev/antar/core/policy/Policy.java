package dev.antar.core.policy;

import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A way of matching with its parameters: what people choose, compare and roll back. Parameters
/// that it leaves open are those of the region's configuration.
///
/// @param name 1 to 64 letters, digits, `-` or `_`
/// @param version rises with every change, 1 or more
/// @param about what it is for, in a sentence; at most 200 characters, none of them `"` or `\`
/// @param matching the code that decides: a name of [#MATCHING]
/// @param parameters what it sets, each within its range
public record Policy(
        String name,
        int version,
        String about,
        String matching,
        Map<PolicyParameter, Integer> parameters) {

    /// Names of the code that a policy may choose.
    public static final List<String> MATCHING = List.of("minimum-cost", "nearest-first");

    private static final int LONGEST_ABOUT = 200;

    public Policy {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name=" + name + ": must be 1 to 64 letters, digits, '-' or '_'");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version=" + version + ": must be 1 or more");
        }
        if (about.length() > LONGEST_ABOUT || !about.chars().allMatch(Policy::plain)) {
            throw new IllegalArgumentException(
                    "about: must be at most "
                            + LONGEST_ABOUT
                            + " characters on one line, none of them \" or \\");
        }
        if (!MATCHING.contains(matching)) {
            throw new IllegalArgumentException(
                    "matching="
                            + matching
                            + ": must be one of "
                            + String.join(", ", MATCHING)
                            + NearestWord.hint(matching, MATCHING));
        }
        EnumMap<PolicyParameter, Integer> sorted = new EnumMap<>(PolicyParameter.class);
        sorted.putAll(parameters);
        sorted.forEach(PolicyParameter::check);
        parameters = Collections.unmodifiableMap(sorted);
    }

    private static boolean plain(int character) {
        return character >= ' ' && character != '"' && character != '\\' && character != 0x7f;
    }

    /// The code alone, everything else as the region has it.
    public static Policy of(String matching) {
        return new Policy(matching, 1, "", matching, Map.of());
    }

    /// Reads a policy file: TOML without its tables, a line `key = value` each, `#` begins a
    /// comment; values are whole numbers, or words in double quotes.
    ///
    /// @param file its name, for messages
    /// @throws IllegalArgumentException naming file, line, key, value, the rule, and the nearest
    ///   known key for an unknown one
    public static Policy parse(String file, String text) {
        return new PolicyReader(file).read(text);
    }

    /// A fresh instance of the code that decides; not to be shared between dispatchers.
    public MatchingPolicy code() {
        return switch (matching) {
            case "nearest-first" -> new NearestFirst();
            case "minimum-cost" -> new MinimumCost();
            default -> throw new IllegalStateException("matching=" + matching);
        };
    }

    /// The versions of all code that a policy may choose, by its name.
    public static Map<String, Integer> codeVersions() {
        Map<String, Integer> versions = new TreeMap<>();
        for (String name : MATCHING) {
            versions.put(name, of(name).code().version());
        }
        return versions;
    }

    /// What it sets this parameter to, or `otherwise` where it leaves it open.
    public int valueOf(PolicyParameter parameter, int otherwise) {
        return parameters.getOrDefault(parameter, otherwise);
    }

    /// What it says, without a comment, in a fixed order: equal for equal policies.
    public String text() {
        StringBuilder text = new StringBuilder(256);
        head(text);
        parameters.forEach(
                (parameter, value) -> text.append(parameter.key() + " = " + value + "\n"));
        return text.toString();
    }

    /// The same with every parameter explained; those that it leaves open are comments with their
    /// usual value.
    public String explained() {
        StringBuilder text = new StringBuilder(4_096);
        head(text);
        for (PolicyParameter parameter : PolicyParameter.values()) {
            Integer set = parameters.get(parameter);
            text.append("\n# " + parameter.meaning() + "\n# " + parameter.direction());
            text.append("; " + parameter.min() + " to " + parameter.max() + "\n");
            text.append(set == null ? "# " : "").append(parameter.key() + " = ");
            text.append(set == null ? parameter.usual() : set).append('\n');
        }
        return text.toString();
    }

    /// A fingerprint of [#text] (SHA-256, 64 hexadecimal digits): two policies with the same one
    /// decide alike.
    public String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void head(StringBuilder text) {
        text.append("name = \"" + name + "\"\nversion = " + version + "\n");
        if (!about.isEmpty()) {
            text.append("about = \"" + about + "\"\n");
        }
        text.append("matching = \"" + matching + "\"\n");
    }
}
