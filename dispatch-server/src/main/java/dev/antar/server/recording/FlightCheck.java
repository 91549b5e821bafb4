package dev.antar.server.recording;

import dev.antar.core.engine.Image;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads a flight to its end, every checksum of it and everything that is in it, without deciding
/// anything again.
///
/// @param lastSeq of the last event in it, 0 if there is none
/// @param ended whether the server stopped in order, or went on in another flight
/// @param spanMillis from its beginning to the last block
/// @param cut what of a torn end was cut off, or null
public record FlightCheck(
        String region, long lastSeq, boolean ended, long spanMillis, @Nullable String cut) {

    /// Reads the flight that these files are.
    ///
    /// @throws Unreadable where something of it does not fit
    public static FlightCheck of(List<Path> files) throws IOException, Unreadable {
        Frames frames = new Frames();
        try (FlightReader reader = new FlightReader(files)) {
            long lastSeq = 0;
            long latest = reader.beganAtMillis();
            boolean ended = false;
            for (BytesIn block = reader.next(); block != null; block = reader.next()) {
                latest = Math.max(latest, reader.blockMillis());
                while (block.hasMore()) {
                    switch (frames.read(block)) {
                        case Frame.Began(Recorder.Beginning from) -> {
                            Image image = from.image();
                            lastSeq = image == null ? lastSeq : image.lastSeq();
                        }
                        case Frame.Piece() -> {}
                        case Frame.Handled handled -> {
                            if (!handled.events().isEmpty()) {
                                lastSeq = handled.events().getLast().seq();
                            }
                        }
                        case Frame.Ended(String why) ->
                                ended =
                                        why.equals(FileRecorder.STOPPED)
                                                || why.startsWith(FileRecorder.GOES_ON);
                    }
                }
            }
            return new FlightCheck(
                    reader.region(), lastSeq, ended, latest - reader.beganAtMillis(), reader.cut());
        }
    }
}
