package dev.antar.core.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads policy files; see [Policy#parse]. One use.
final class PolicyReader {

    private static final int MAX_LINES = 1_000;
    private static final int SHOWN = 60;
    private static final List<String> WORDS = List.of("name", "about", "matching");
    private static final List<String> NEEDED = List.of("name", "version", "matching");
    private static final List<String> KEYS = keys();

    private final String file;
    private final Map<String, Integer> lineOf = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<PolicyParameter, Integer> parameters = new EnumMap<>(PolicyParameter.class);
    private int version;

    PolicyReader(String file) {
        this.file = file;
    }

    Policy read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    file + ": " + lines.size() + " lines: must be at most " + MAX_LINES);
        }
        for (int i = 0; i < lines.size(); i++) {
            readLine(lines.get(i), i + 1);
        }
        for (String key : NEEDED) {
            if (!lineOf.containsKey(key)) {
                throw new IllegalArgumentException(
                        file
                                + ": "
                                + key
                                + ": must be given"
                                + (key.equals("matching")
                                        ? ", one of " + String.join(", ", Policy.MATCHING)
                                        : ""));
            }
        }
        try {
            return new Policy(
                    word("name"),
                    version,
                    words.getOrDefault("about", ""),
                    word("matching"),
                    parameters);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String key = message.substring(0, message.indexOf(message.contains("=") ? '=' : ':'));
            throw new IllegalArgumentException(
                    file + " line " + lineOf.getOrDefault(key, 1) + ": " + message, e);
        }
    }

    private void readLine(String line, int number) {
        String content = withoutComment(line).strip();
        if (content.isEmpty()) {
            return;
        }
        int equals = content.indexOf('=');
        if (equals < 0) {
            throw wrong(number, content, "must be a line key = value");
        }
        String key = content.substring(0, equals).strip();
        String value = content.substring(equals + 1).strip();
        if (!KEYS.contains(key)) {
            throw wrong(number, key, "is not a key of a policy" + NearestWord.hint(key, KEYS));
        }
        Integer before = lineOf.put(key, number);
        if (before != null) {
            throw wrong(number, key, "must be given once, and is in line " + before + " already");
        }
        PolicyParameter parameter = PolicyParameter.of(key);
        if (parameter != null) {
            parameters.put(parameter, number(number, key, value, parameter.min(), parameter.max()));
        } else if (WORDS.contains(key)) {
            words.put(key, quoted(number, key, value));
        } else {
            version = number(number, key, value, 1, Integer.MAX_VALUE);
        }
    }

    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private String quoted(int line, String key, String value) {
        boolean quoted =
                value.length() >= 2
                        && value.startsWith("\"")
                        && value.indexOf('"', 1) == value.length() - 1;
        if (!quoted) {
            throw wrong(line, key + "=" + value, "must be a text in double quotes");
        }
        return value.substring(1, value.length() - 1);
    }

    private int number(int line, String key, String value, int min, int max) {
        if (value.matches("-?[0-9]+(_[0-9]+)*")) {
            try {
                int number = Integer.parseInt(value.replace("_", ""));
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Too long for any range; falls through to the same refusal.
            }
        }
        throw wrong(line, key + "=" + value, "must be a whole number from " + min + " to " + max);
    }

    private String word(String key) {
        return Objects.requireNonNull(words.get(key), "it was checked that it is there");
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(WORDS);
        keys.add("version");
        for (PolicyParameter parameter : PolicyParameter.values()) {
            keys.add(parameter.key());
        }
        return List.copyOf(keys);
    }

    private IllegalArgumentException wrong(int line, String what, String rule) {
        String shown = what.length() > SHOWN ? what.substring(0, SHOWN) + "…" : what;
        return new IllegalArgumentException(file + " line " + line + ": " + shown + ": " + rule);
    }
}
