package dev.antar.benchmarks.roads;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.core.travel.road.RoadFile;
import dev.antar.core.travel.road.RoadGraph;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/// Pricing by [dev.antar.core.travel.Reach] beside full routing (GraphHopper's contraction
/// hierarchies, which is also the judge) and calibrated straight lines: one thread, Porto. Needs an
/// OpenStreetMap extract of Porto, `porto_portugal.osm.pbf`, in the folder `osm` of `antar.data`
/// (`ANTAR_JAVA_OPTS=-Dantar.data=DIR`; `../shared/data` without); skipped where there is none.
public final class RoadsTopic implements Topic {

    private static final Path PORTO =
            Path.of(
                    System.getProperty("antar.data", "../shared/data"),
                    "osm",
                    "porto_portugal.osm.pbf");

    @Override
    public String name() {
        return "roads";
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (!Files.isRegularFile(PORTO)) {
            bench.skip(PORTO + " is not there; see -Dantar.data");
            return;
        }
        bench.say("reading " + PORTO.getFileName());
        RoadGraph graph = RoadFile.read(PORTO, ZoneOffset.UTC, RoadFile.usualCache());
        try (FullRouting judge = FullRouting.of(PORTO)) {
            new PortoRun(bench, graph, judge).measure();
        }
    }
}
