package dev.antar.simulator.demo;

import dev.antar.core.travel.road.RoadFile;
import dev.antar.core.travel.road.RoadGraph;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;

/// The streets of the demo: Gothenburg from OpenStreetMap, packed beside this class with its
/// licence.
///
/// @param file where they were unpacked, for the server
record Streets(Path file, RoadGraph graph) {

    static final String ATTRIBUTION = "© OpenStreetMap contributors";

    private static final String NAME = "gothenburg-roads.csv.gz";

    static Streets unpack(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try (InputStream packed = Streets.class.getResourceAsStream(NAME)) {
            if (packed == null) {
                throw new FileNotFoundException(NAME + " is missing from the simulator's jar");
            }
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Streets(file, RoadFile.read(file, ZoneOffset.UTC, folder));
    }
}
