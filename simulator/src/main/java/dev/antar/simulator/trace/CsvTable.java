package dev.antar.simulator.trace;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import dev.antar.core.geo.LatLng;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A CSV file with a header, read by the names of its columns.
final class CsvTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private CsvTable() {}

    /// Reads every row.
    ///
    /// @param columns that the header must have, in any order and among others
    /// @throws BadFile naming what is wrong and where
    static <T> List<T> read(Path file, List<String> columns, Function<Row, T> reader) {
        return read(file, ',', columns, reader);
    }

    /// The same for other separators than a comma.
    static <T> List<T> read(
            Path file, char separator, List<String> columns, Function<Row, T> reader) {
        if (!Files.isRegularFile(file)) {
            throw new BadFile(file + ": there is no such file");
        }
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .ofCsvRecord(file)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new BadFile(
                        file
                                + ": is empty; its first line must name "
                                + String.join(", ", columns));
            }
            Map<String, Integer> header = header(file, records.next(), columns);
            List<T> rows = new ArrayList<>();
            while (records.hasNext()) {
                CsvRecord record = records.next();
                boolean blank = record.getFieldCount() == 1 && record.getField(0).isBlank();
                if (!blank) {
                    rows.add(reader.apply(new Row(file, record, header)));
                }
            }
            if (rows.isEmpty()) {
                throw new BadFile(file + ": has a header and no rows");
            }
            return rows;
        } catch (CsvParseException e) {
            throw new BadFile(file + ": is not CSV: " + e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            throw new BadFile(file + ": cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    private static Map<String, Integer> header(Path file, CsvRecord record, List<String> columns) {
        Map<String, Integer> header = new HashMap<>();
        for (int i = 0; i < record.getFieldCount(); i++) {
            header.putIfAbsent(record.getField(i).strip().replace("\uFEFF", ""), i);
        }
        List<String> missing = columns.stream().filter(c -> !header.containsKey(c)).toList();
        if (!missing.isEmpty()) {
            throw new BadFile(
                    file
                            + ": lacks the column"
                            + (missing.size() == 1 ? " " : "s ")
                            + String.join(", ", missing)
                            + "; its header is "
                            + String.join(",", record.getFields()));
        }
        return header;
    }

    /// One line.
    record Row(Path file, CsvRecord record, Map<String, Integer> header) {

        String text(String column) {
            int at = header.getOrDefault(column, -1);
            if (at < 0 || at >= record.getFieldCount()) {
                throw bad(column, "nothing", "must be given");
            }
            return record.getField(at).strip();
        }

        int integer(String column, int min, int max) {
            String value = text(column);
            try {
                int number = Integer.parseInt(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Falls through to the same refusal.
            }
            throw bad(column, value, "must be a whole number from " + min + " to " + max);
        }

        double number(String column, double min, double max) {
            String value = text(column);
            try {
                double number = Double.parseDouble(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Falls through to the same refusal.
            }
            throw bad(column, value, "must be a number from " + min + " to " + max);
        }

        /// A time of day such as 08:24:36, as milliseconds since midnight.
        int timeOfDay(String column) {
            String value = text(column);
            try {
                return LocalTime.parse(value).toSecondOfDay() * 1_000;
            } catch (DateTimeParseException _) {
                throw bad(column, value, "must be a time of day such as 08:24:36");
            }
        }

        /// Local time, as epoch milliseconds as if it were UTC.
        long time(String column) {
            String value = text(column);
            try {
                return LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
            } catch (DateTimeParseException _) {
                throw bad(column, value, "must be a time such as 2013-11-18 16:00:00");
            }
        }

        LatLng position(String latColumn, String lngColumn) {
            return new LatLng(degrees(latColumn, 90), degrees(lngColumn, 180));
        }

        BadFile bad(String column, String value, String rule) {
            return new BadFile(
                    file
                            + ", line "
                            + record.getStartingLineNumber()
                            + ", column "
                            + column
                            + ": '"
                            + value
                            + "' "
                            + rule);
        }

        private double degrees(String column, int limit) {
            String value = text(column);
            try {
                double degrees = Double.parseDouble(value);
                if (degrees >= -limit && degrees <= limit) {
                    return degrees;
                }
            } catch (NumberFormatException _) {
                // Falls through to the same refusal.
            }
            throw bad(column, value, "must be a number from -" + limit + " to " + limit);
        }
    }
}
