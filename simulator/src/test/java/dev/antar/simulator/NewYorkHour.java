package dev.antar.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The hour of Manhattan taxi trips, which is not part of the repository: a test that needs it is
/// skipped where it is not.
final class NewYorkHour {

    private static final Path FOLDER =
            Path.of(System.getProperty("antar.data", "../../shared/data"), "nyc-2013-11-18");

    private NewYorkHour() {}

    /// Who asked for a ride, when and from where to where.
    static String trips() {
        return file("trips.csv");
    }

    /// When and where each taxi began.
    static String fleet() {
        return file("fleet.csv");
    }

    private static String file(String name) {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println("A test of the New York hour is skipped: the data folder is absent");
        }
        assumeTrue(Files.isDirectory(FOLDER), "the data folder is absent");
        return FOLDER.resolve(name).toString();
    }
}
