package dev.antar.server.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of runs that failed once: one a line, and after `#` what was found.
public final class Regressions {

    private Regressions() {}

    /// The runs of a file.
    ///
    /// @throws IllegalArgumentException naming the line that is wrong
    public static List<Options> read(Path file) throws IOException {
        List<Options> runs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String run = withoutComment(line);
            if (!run.isEmpty()) {
                runs.add(Options.parse(run));
            }
        }
        return runs;
    }

    /// Adds a run, if it is not in the file.
    ///
    /// @param what was found
    public static void add(Path file, Options run, Violation what) throws IOException {
        List<String> lines =
                new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        if (lines.stream().noneMatch(line -> withoutComment(line).equals(run.line()))) {
            lines.add(run.line() + "  # " + what.rule().word());
            Files.write(file, lines);
        }
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
