package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.engine.Command;
import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.LatLng;
import dev.antar.core.offer.Offer;
import dev.antar.server.json.Input;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The frames of `docs/golden/live-feed.jsonl` are those that the server sends.
final class TranscriptTest {

    private static final Path GOLDEN = Path.of("..", "docs", "golden", "live-feed.jsonl");

    private final StringBuilder transcript = new StringBuilder();
    private final SmallRegion region = new SmallRegion();
    private final Viewer viewer = region.viewer(new Detail.Limits(2, 10, 2, 50, 50));

    @Test
    void transcriptIsWhatIsSent() throws IOException {
        region.online("ani", new LatLng(57.7, 11.97));
        region.online("budi", new LatLng(57.71, 11.98));
        beat();
        view(1, "'west':11.93,'south':57.69,'east':12.01,'north':57.72,'zoom':13");
        region.submit("j1", new LatLng(57.701, 11.971));
        beat();
        region.pass(1_000);
        beat();
        accept();
        region.fix("ani", new LatLng(57.7004, 11.9702));
        beat();
        region.online("citra", new LatLng(57.6, 11.6));
        view(2, "'west':10.2,'south':56.4,'east':13.7,'north':59.0,'zoom':8");
        beat();
        region.pass(250);
        region.fix("ani", new LatLng(57.7008, 11.9704));
        beat();
        region.offline("citra");
        beat();

        assertEquals(Files.readString(GOLDEN, StandardCharsets.UTF_8), transcript.toString());
    }

    private void accept() {
        for (Driver driver : region.drivers()) {
            Offer offer = region.dispatcher.liveOfferTo(driver);
            if (offer != null) {
                region.handle(new Command.AcceptOffer(region.now, driver.id(), offer.id()));
            }
        }
    }

    private void view(int id, String rest) {
        String frame = "{'t':'view','id':%d,%s}".formatted(id, rest).replace('\'', '"');
        transcript.append("{\"operator\":").append(frame).append("}\n");
        Input read = Input.read(frame.getBytes(StandardCharsets.UTF_8));
        read.text("t");
        viewer.lookAt(View.read(read));
    }

    private void beat() {
        Picture.Beat beat = region.picture.beat(region.dispatcher);
        transcript.append("{\"server\":").append(viewer.frame(beat)).append("}\n");
        region.picture.endBeat();
    }
}
