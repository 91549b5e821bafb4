package dev.antar.core.travel.road;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/// Reads roads from whatever they come in, told by the name: an OpenStreetMap extract
/// (`*.osm.pbf`), a table of links (`*.csv`, `*.csv.gz`), or a folder of tables with times by hour
/// (see [CsvRoads]).
public final class RoadFile {

    private RoadFile() {}

    /// Where imported extracts are kept unless somebody says otherwise: `antar/roads` in the user's
    /// cache folder.
    public static Path usualCache() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches =
                given == null || given.isBlank()
                        ? Path.of(System.getProperty("user.home", "."), ".cache")
                        : Path.of(given);
        return caches.resolve("antar").resolve("roads");
    }

    /// Reads a file of any of these forms.
    ///
    /// @param zone whose hours times by hour are
    /// @param cache folder in which an imported extract is kept for the next time, made if need be
    /// @throws BadRoadFile naming the file, what is wrong and what to do
    public static RoadGraph read(Path file, ZoneId zone, Path cache) {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            return CsvRoads.folder(file, zone);
        }
        if (!Files.isRegularFile(file)) {
            throw new BadRoadFile(file + ": there is no such file");
        }
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return CsvRoads.links(file);
        }
        if (name.endsWith(".pbf")) {
            return OsmRoads.read(file, cache);
        }
        throw new BadRoadFile(
                file
                        + ": must be an OpenStreetMap extract (.osm.pbf), a table of links (.csv,"
                        + " .csv.gz), or a folder with points.csv, edges.csv and week.csv");
    }
}
