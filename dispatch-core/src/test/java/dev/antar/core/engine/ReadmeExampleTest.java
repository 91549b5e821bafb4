package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The README's example, run; and the README held to it.
class ReadmeExampleTest {

    @Test
    void exampleDispatchesAJob() {
        // example
        var dispatcher = new Dispatcher(DispatchConfig.defaults(), new MinimumCost(), Watcher.NONE);
        List<Event> events = new ArrayList<>();
        var ani = new DriverId("ani");
        var here = new LatLng(-6.2000, 106.8167);
        var there = new LatLng(-6.1754, 106.8272);
        long now = 1_790_000_000_000L; // the engine has no clock: time comes with each command

        dispatcher.handle(new Command.RegisterDriver(now, DriverProfile.car(ani)), events::add);
        dispatcher.handle(new Command.GoOnline(now, ani, Availability.open()), events::add);
        dispatcher.handle(new Command.ReportFix(now, ani, Fix.at(here, now)), events::add);

        var job = Job.now(new JobId("j1"), JobKind.RIDE, here, there, Requirements.NONE, now);
        dispatcher.handle(new Command.SubmitJob(now, job), events::add);
        dispatcher.handle(new Command.Tick(now + 1_000), events::add); // a round is held

        Offer offer = ((Event.OfferMade) events.getLast()).offer();
        Result result =
                dispatcher.handle(
                        new Command.AcceptOffer(now + 3_000, ani, offer.id()), events::add);
        // end

        assertTrue(result.isDone());
        assertEquals(5, events.size());
    }

    @Test
    void readmeShowsThisVeryExample() throws IOException {
        Path root = Path.of("..");
        String source =
                Files.readString(
                        root.resolve(
                                "dispatch-core/src/test/java/dev/antar/core/engine/ReadmeExampleTest.java"));
        String example =
                source.substring(
                        source.indexOf("// example\n") + "// example\n".length(),
                        source.indexOf("        // end\n"));

        assertTrue(
                Files.readString(root.resolve("README.md"))
                        .contains(example.stripTrailing().stripIndent()),
                "the README's example is not that of this test");
    }
}
