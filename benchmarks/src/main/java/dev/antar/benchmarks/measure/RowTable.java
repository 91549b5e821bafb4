package dev.antar.benchmarks.measure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rows as lines for people: grouped by what was measured, `antar` first, and beside each peer
/// how many times better Antar is.
public final class RowTable {

    private RowTable() {}

    public static List<String> lines(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(line("metric", "drivers", "subject", "value", "unit", "spread", "antar is"));
        for (List<Row> group : groups(rows)) {
            lines.add("");
            Row antar = antarOf(group);
            if (antar != null) {
                lines.add(line(antar, ""));
            }
            for (Row row : group) {
                if (!row.equals(antar)) {
                    lines.add(line(row, antar == null ? "" : times(antar.timesBetterThan(row))));
                }
            }
        }
        return lines;
    }

    private static Iterable<List<Row>> groups(List<Row> rows) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(
                            row.topic() + " " + row.metric() + " " + row.drivers(),
                            _ -> new ArrayList<>())
                    .add(row);
        }
        return groups.values();
    }

    private static @Nullable Row antarOf(List<Row> group) {
        for (Row row : group) {
            if (row.subject().equals(Row.ANTAR)) {
                return row;
            }
        }
        return null;
    }

    private static String times(double ratio) {
        return number(ratio) + " × better";
    }

    private static String line(Row row, String ratio) {
        return line(
                row.metric(),
                row.drivers() == 0 ? "" : String.format(Locale.ROOT, "%,d", row.drivers()),
                row.subject(),
                number(row.value()),
                row.unit(),
                String.format(Locale.ROOT, "%.0f %%", row.spread() * 100),
                ratio);
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, "%-22s %10s %-22s %14s %-8s %7s  %s", columns)
                .stripTrailing();
    }

    private static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
