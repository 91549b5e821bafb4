package dev.antar.server.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds recordings in a file, a flight's folder, a region's, or that of all regions.
public final class Flights {

    private Flights() {}

    /// The files of each flight below a path, oldest flight first.
    ///
    /// @throws Unreadable when there is none
    public static List<List<Path>> below(Path path) throws IOException, Unreadable {
        if (!Files.exists(path)) {
            throw new Unreadable(path + ": there is no such file or folder");
        }
        if (Files.isRegularFile(path)) {
            return List.of(withOthers(path));
        }
        List<Path> folders;
        try (Stream<Path> all = Files.walk(path, 3)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        List<List<Path>> flights = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> files = filesOf(folder);
            if (!files.isEmpty()) {
                flights.add(files);
            }
        }
        if (flights.isEmpty()) {
            throw new Unreadable(
                    path + ": no recording is in it (files ending in " + Format.SUFFIX + ")");
        }
        return flights;
    }

    /// When the last of a flight's files was written to.
    public static Instant endedAt(List<Path> files) throws IOException {
        Instant last = Instant.EPOCH;
        for (Path file : files) {
            Instant written = FlightFolder.writtenAt(file);
            last = written.isAfter(last) ? written : last;
        }
        return last;
    }

    /// A file stands for its whole flight when the rest of it is beside it.
    private static List<Path> withOthers(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        List<Path> beside = folder == null ? List.of() : filesOf(folder);
        return beside.contains(file.toAbsolutePath()) ? beside : List.of(file);
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> each.getFileName().toString().endsWith(Format.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
