package dev.antar.simulator;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.road.BadRoadFile;
import dev.antar.core.travel.road.RoadFile;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.profile.Times;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;

/// How options are read.
final class Options {

    private Options() {}

    /// `500ms`, `90s`, `10m` or `1h`.
    static final class DurationConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Times.read(text)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'"
                                                    + text
                                                    + "' must be a duration such as 90s, 10m or"
                                                    + " 1h"));
        }
    }

    /// Reads `--center`.
    static LatLng position(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new LatLng(
                        Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
            }
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        throw new UsageException("--center=" + text + ": must be LAT,LNG such as 57.7045,11.968");
    }

    /// Reads roads; an OpenStreetMap extract is kept imported for the next time.
    static RoadGraph roads(Path file) {
        try {
            return RoadFile.read(file, ZoneOffset.UTC, RoadFile.usualCache());
        } catch (BadRoadFile e) {
            throw new UsageException("--roads=" + e.getMessage());
        }
    }

    /// Throws what [Main] shows to whoever typed it.
    static void require(boolean kept, String option, Object value, String rule) {
        if (!kept) {
            throw new UsageException(option + "=" + value + ": " + rule);
        }
    }

    /// What was typed cannot be done.
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message, null, false, false);
        }
    }
}
