package dev.antar.benchmarks.roads;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.util.GHUtility;

import dev.antar.core.geo.LatLng;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// GraphHopper as its users run it: cars, contraction hierarchies, one route for each question.
final class FullRouting implements AutoCloseable {

    static final int NO_ROUTE = -1;

    private static final String CAR = "car";

    private final GraphHopper hopper;
    private final Path folder;

    private FullRouting(GraphHopper hopper, Path folder) {
        this.hopper = hopper;
        this.folder = folder;
    }

    static FullRouting of(Path extract) throws IOException {
        Path folder = Files.createTempDirectory("antar-bench-roads-");
        GraphHopper hopper = new GraphHopper();
        hopper.setOSMFile(extract.toString());
        hopper.setGraphHopperLocation(folder.resolve("graph").toString());
        hopper.setStoreOnFlush(false);
        hopper.setEncodedValuesString("car_access, car_average_speed, road_access");
        hopper.setProfiles(
                new Profile(CAR).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")));
        hopper.getCHPreparationHandler().setCHProfiles(new CHProfile(CAR));
        hopper.importOrLoad();
        return new FullRouting(hopper, folder);
    }

    int millis(LatLng from, LatLng to) {
        GHRequest request =
                new GHRequest(from.lat(), from.lng(), to.lat(), to.lng()).setProfile(CAR);
        GHResponse answer = hopper.route(request);
        return answer.hasErrors() ? NO_ROUTE : (int) answer.getBest().getTime();
    }

    @Override
    public void close() throws IOException {
        hopper.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
