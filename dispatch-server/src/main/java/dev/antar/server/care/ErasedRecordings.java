package dev.antar.server.care;

import dev.antar.server.recording.Coarsening;
import dev.antar.server.recording.FlightCheck;
import dev.antar.server.recording.FlightReader;
import dev.antar.server.recording.Flights;
import dev.antar.server.recording.Unreadable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Takes names out of recordings: those that have them are replaced by coarse copies without, which
/// can no longer be verified. The others stay as they are.
public final class ErasedRecordings {

    private static final String BESIDE = ".erasing";

    private final Path folder;
    private final List<List<Path>> flights;

    /// @param folder of all recordings; need not exist
    /// @throws Refused where one of them cannot be read, so that nobody knows whom it names
    public ErasedRecordings(Path folder) throws IOException {
        this.folder = folder;
        Folders.delete(folder.resolve(BESIDE));
        this.flights = flights(folder);
        for (List<Path> files : flights) {
            try {
                FlightCheck.of(files);
            } catch (Unreadable e) {
                throw new Refused(
                        "A recording cannot be read, so nobody knows whom it names: "
                                + e.getMessage()
                                + ". Delete it, or take the name out with the Antar that wrote it"
                                + " (antar replay --coarsen DIR --erase NAME).",
                        e);
            }
        }
    }

    /// Replaces what names them.
    ///
    /// @return the recordings that were replaced
    public List<Path> erase(Set<String> names) throws IOException {
        List<Path> replaced = new ArrayList<>();
        for (List<Path> files : flights) {
            Path flight = files.getFirst().toAbsolutePath().getParent();
            if (flight != null && erase(names, files, flight)) {
                replaced.add(flight);
            }
        }
        Folders.delete(folder.resolve(BESIDE));
        return replaced;
    }

    private boolean erase(Set<String> names, List<Path> files, Path flight) throws IOException {
        Path beside = folder.resolve(BESIDE);
        Coarsening coarsening = new Coarsening(names);
        Path copy;
        try (FlightReader reader = new FlightReader(files)) {
            copy = coarsening.copy(reader, beside.resolve("new"));
        } catch (Unreadable e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!coarsening.hasErased()) {
            Folders.delete(copy);
            return false;
        }
        keepAge(files, copy);
        Path old = beside.resolve("old");
        Files.move(flight, old);
        Files.move(copy, flight);
        Folders.delete(old);
        return true;
    }

    /// It is deleted when the original would have been.
    private static void keepAge(List<Path> files, Path copy) throws IOException {
        FileTime ended = FileTime.fromMillis(0);
        for (Path file : files) {
            FileTime written = Files.getLastModifiedTime(file);
            ended = written.compareTo(ended) > 0 ? written : ended;
        }
        try (Stream<Path> copied = Files.list(copy)) {
            for (Path file : copied.toList()) {
                Files.setLastModifiedTime(file, ended);
            }
        }
    }

    private static List<List<Path>> flights(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return Flights.below(folder);
        } catch (Unreadable _) {
            return List.of();
        }
    }
}
