package dev.antar.simulator.profile;

import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.NearestWord;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One table of a profile with what the command line says instead; refuses what is unknown, of the
/// wrong kind or out of range, with the place where it is written.
final class Section {

    private final Source source;
    private final TomlTable table;
    private final @Nullable TomlPosition start;
    private final String name;
    private final Map<String, String> options;

    /// What is read, and its lines; the parser does not tell where an entry of a list stands.
    record Source(String name, List<String> lines) {

        int lineOf(String text, int from) {
            for (int i = from; i <= lines.size(); i++) {
                if (lines.get(i - 1).contains(text)) {
                    return i;
                }
            }
            return from;
        }
    }

    /// @param start where the table begins, null for the whole file or no table
    /// @param name of the table, empty for the top of the file
    /// @param keys all that may stand in it
    /// @param options by key, what was typed; wins over the file
    Section(
            Source source,
            TomlTable table,
            @Nullable TomlPosition start,
            String name,
            List<String> keys,
            Map<String, String> options) {
        this.source = source;
        this.table = table;
        this.start = start;
        this.name = name;
        this.options = options;
        for (String key : table.keySet()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        place(table.inputPositionOf(List.of(key)), key)
                                + ": there is no such key"
                                + NearestWord.hint(key, keys));
            }
        }
    }

    boolean has(String key) {
        return options.containsKey(key) || table.keySet().contains(key);
    }

    int count(String key, int otherwise, int least, int most) {
        double value = number(key, otherwise, least, most);
        if (value != Math.rint(value)) {
            throw wrong(key, "must be a whole number from " + least + " to " + most);
        }
        return (int) value;
    }

    double number(String key, double otherwise, double least, double most) {
        if (!has(key)) {
            return otherwise;
        }
        String rule = "must be a number from " + shown(least) + " to " + shown(most);
        double value;
        String typed = options.get(key);
        if (typed != null) {
            try {
                value = Double.parseDouble(typed);
            } catch (NumberFormatException _) {
                throw wrong(key, rule);
            }
        } else if (value(key) instanceof Number number) {
            value = number.doubleValue();
        } else {
            throw wrong(key, rule);
        }
        if (!(value >= least && value <= most)) {
            throw wrong(key, rule);
        }
        return value;
    }

    double share(String key, double otherwise) {
        return number(key, otherwise, 0, 1);
    }

    Duration time(String key, Duration otherwise, Duration least, Duration most) {
        if (!has(key)) {
            return otherwise;
        }
        Duration value = Times.read(text(key, "")).orElseThrow(() -> wrong(key, Times.RULE));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, "must be from " + Times.write(least) + " to " + Times.write(most));
        }
        return value;
    }

    LatLng position(String key, LatLng otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        String[] parts = text(key, "").split(",", -1);
        try {
            if (parts.length == 2) {
                return new LatLng(
                        Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same refusal.
        }
        throw wrong(key, "must be LAT,LNG such as \"57.7045,11.968\"");
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (value(key) instanceof Boolean value) {
            return value;
        }
        throw wrong(key, "must be true or false");
    }

    String text(String key, String otherwise) {
        String typed = options.get(key);
        if (typed != null || !has(key)) {
            return typed == null ? otherwise : typed;
        }
        if (value(key) instanceof String value) {
            return value;
        }
        throw wrong(key, "must be a text in quotes");
    }

    /// A text of the list, and where it stands.
    record Line(String text, String place) {}

    List<Line> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!(value(key) instanceof TomlArray array) || !all(array, String.class)) {
            throw wrong(key, "must be a list of texts in quotes");
        }
        List<Line> lines = new ArrayList<>();
        TomlPosition list = table.inputPositionOf(List.of(key));
        int line = list == null ? 1 : list.line();
        for (int i = 0; i < array.size(); i++) {
            String text = array.getString(i);
            line = source.lineOf(text, line);
            lines.add(new Line(text, source.name() + ":" + line + ": " + key));
        }
        return lines;
    }

    /// `[key]`, empty where there is none.
    Section table(String key, List<String> keys, TomlTable empty) {
        if (!has(key)) {
            return new Section(source, empty, null, key, keys, Map.of());
        }
        if (value(key) instanceof TomlTable found) {
            return new Section(
                    source, found, table.inputPositionOf(List.of(key)), key, keys, Map.of());
        }
        throw wrong(key, "must be a table: write [" + key + "]");
    }

    /// Each `[[key]]`, in order.
    List<Section> tables(String key, List<String> keys) {
        if (!has(key)) {
            return List.of();
        }
        if (!(value(key) instanceof TomlArray array) || !all(array, TomlTable.class)) {
            throw wrong(key, "must be one or more tables: write [[" + key + "]]");
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            sections.add(
                    new Section(
                            source,
                            array.getTable(i),
                            array.inputPositionOf(i),
                            key,
                            keys,
                            Map.of()));
        }
        return sections;
    }

    /// What to throw about this key's value.
    IllegalArgumentException wrong(String key, String rule) {
        String typed = options.get(key);
        if (typed != null) {
            return new IllegalArgumentException("--" + key + "=" + typed + ": " + rule);
        }
        Object value = has(key) ? value(key) : null;
        String shown =
                value == null || value instanceof TomlTable || value instanceof TomlArray
                        ? ""
                        : value instanceof String text ? "=\"" + text + "\"" : "=" + value;
        return new IllegalArgumentException(
                place(table.inputPositionOf(List.of(key)), key) + shown + ": " + rule);
    }

    private @Nullable Object value(String key) {
        return table.get(List.of(key));
    }

    private static boolean all(TomlArray array, Class<?> kind) {
        return array.toList().stream().allMatch(kind::isInstance);
    }

    private String place(@Nullable TomlPosition position, String key) {
        TomlPosition known = position == null ? start : position;
        String line = known == null ? "" : ":" + known.line();
        return source.name() + line + ": " + (name.isEmpty() ? "" : name + ".") + key;
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
