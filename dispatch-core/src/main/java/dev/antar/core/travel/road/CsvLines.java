package dev.antar.core.travel.road;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file of numbers separated by commas, with or without a header, plain or gzipped (`.gz`).
final class CsvLines {

    /// What is done with each line.
    interface Reader {

        void read(Line line);
    }

    private final Path file;
    private final Map<String, Integer> header = new HashMap<>();
    private int fields = -1;

    CsvLines(Path file) {
        this.file = file;
    }

    /// Reads a file without a header.
    void each(Reader reader) {
        read(false, List.of(), reader);
    }

    /// Reads a file whose first line names its columns.
    ///
    /// @param columns that must be there, in any order and among others
    void each(List<String> columns, Reader reader) {
        read(true, columns, reader);
    }

    private int place(String column) {
        return Objects.requireNonNull(header.get(column), column);
    }

    boolean hasColumn(String name) {
        return header.containsKey(name);
    }

    private void read(boolean named, List<String> columns, Reader reader) {
        if (!Files.isRegularFile(file)) {
            throw new BadRoadFile(file + ": there is no such file");
        }
        int number = 0;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = isGzip() ? new GZIPInputStream(bytes) : bytes;
                // A decoder of its own refuses what is not UTF-8 instead of replacing it.
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        plain, StandardCharsets.UTF_8.newDecoder()))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (number == 1 && named) {
                    name(text, columns);
                } else if (!text.isBlank()) {
                    reader.read(line(number, text));
                }
            }
        } catch (EOFException | ZipException e) {
            throw new BadRoadFile(
                    file
                            + ": breaks off or is damaged after line "
                            + number
                            + "; get or make it again");
        } catch (CharacterCodingException e) {
            throw new BadRoadFile(file + ": is not text after line " + number);
        } catch (IOException e) {
            throw new BadRoadFile(file + ": cannot be read: " + e.getMessage());
        }
        if (number <= (named ? 1 : 0)) {
            throw new BadRoadFile(file + ": has no rows");
        }
    }

    private boolean isGzip() {
        return file.toString().endsWith(".gz");
    }

    private void name(String text, List<String> columns) {
        String[] names = text.replace("\uFEFF", "").split(",", -1);
        fields = names.length;
        for (int i = 0; i < names.length; i++) {
            header.putIfAbsent(names[i].strip(), i);
        }
        List<String> missing = columns.stream().filter(c -> !header.containsKey(c)).toList();
        if (!missing.isEmpty()) {
            throw new BadRoadFile(
                    file
                            + ": lacks the column"
                            + (missing.size() == 1 ? " " : "s ")
                            + String.join(", ", missing)
                            + "; its header is "
                            + text);
        }
    }

    private Line line(int number, String text) {
        String[] values = text.split(",", -1);
        if (fields < 0) {
            fields = values.length;
        }
        if (values.length != fields) {
            throw new BadRoadFile(
                    file
                            + ", line "
                            + number
                            + ": has "
                            + values.length
                            + " fields, must have "
                            + fields
                            + " as the first line has; if it is the last line, the file breaks"
                            + " off: get or make it again");
        }
        return new Line(this, number, values);
    }

    /// One line; fields by their place from 0, or by their column.
    @SuppressWarnings("ArrayRecordComponent")
    record Line(CsvLines of, int number, String[] values) {

        int size() {
            return values.length;
        }

        String text(String column) {
            return values[of.place(column)].strip();
        }

        double number(String column, double min, double max) {
            return number(of.place(column), column, min, max);
        }

        double number(int at, String what, double min, double max) {
            String value = values[at].strip();
            try {
                double number = Double.parseDouble(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Falls through to the same refusal.
            }
            throw bad(what, value, "must be a number from " + min + " to " + max);
        }

        long id(int at, String what) {
            String value = values[at].strip();
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException _) {
                throw bad(what, value, "must be a whole number");
            }
        }

        BadRoadFile bad(String what, String value, String rule) {
            return new BadRoadFile(
                    of.file + ", line " + number + ", " + what + ": '" + value + "' " + rule);
        }
    }
}
