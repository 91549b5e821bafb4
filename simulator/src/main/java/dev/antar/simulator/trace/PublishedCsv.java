package dev.antar.simulator.trace;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One column of a published table, by another.
public final class PublishedCsv {

    private PublishedCsv() {}

    /// The numbers of one column by the names of another, in the file's order; empty cells are left
    /// out.
    ///
    /// @throws BadFile naming what is wrong and where
    public static Map<String, Double> read(Path file, String key, String value) {
        Map<String, Double> values = new LinkedHashMap<>();
        CsvTable.read(file, List.of(key, value), row -> row)
                .forEach(
                        row -> {
                            if (!row.text(value).isEmpty()) {
                                values.put(row.text(key), row.number(value, -1e12, 1e12));
                            }
                        });
        return values;
    }
}
