package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.road.RoadRoute;

import java.util.Arrays;

/// A way along streets; between two of its points at constant speed.
public record GraphRoute(RoadRoute way, long departsAtMillis) implements Route {

    private static final double METERS_PER_DEGREE = 111_195;

    @Override
    public long arrivesAtMillis() {
        return departsAtMillis + way.totalMillis();
    }

    @Override
    public double meters() {
        return way.meters();
    }

    @Override
    public LatLng at(long atMillis) {
        int i = pieceAt(atMillis);
        double part = partOf(i, atMillis);
        double lat = way.lats()[i];
        double lng = way.lngs()[i];
        if (i + 1 == way.lats().length) {
            return new LatLng(lat, lng);
        }
        return new LatLng(
                lat + part * (way.lats()[i + 1] - lat), lng + part * (way.lngs()[i + 1] - lng));
    }

    @Override
    public double headingDegreesAt(long atMillis) {
        int i = pieceAt(atMillis);
        if (!movesAt(atMillis) || i + 1 == way.lats().length) {
            return NO_HEADING;
        }
        double east = eastMeters(i);
        double north = northMeters(i);
        if (east == 0 && north == 0) {
            return NO_HEADING;
        }
        double degrees = StrictMath.toDegrees(StrictMath.atan2(east, north));
        double positive = degrees < 0 ? degrees + 360 : degrees;
        // A tiny negative angle rounds up to a full turn.
        return positive < 360 ? positive : 0;
    }

    @Override
    public double metersPerSecondAt(long atMillis) {
        int i = pieceAt(atMillis);
        if (!movesAt(atMillis) || i + 1 == way.lats().length) {
            return 0;
        }
        int millis = way.millis()[i + 1] - way.millis()[i];
        return millis == 0 ? 0 : Math.hypot(eastMeters(i), northMeters(i)) * 1_000 / millis;
    }

    /// The last point that has been passed.
    private int pieceAt(long atMillis) {
        long since = Math.clamp(atMillis - departsAtMillis, 0, way.totalMillis());
        int[] millis = way.millis();
        int at = Arrays.binarySearch(millis, (int) since);
        if (at < 0) {
            return -at - 2;
        }
        // Of points passed at the same moment the last.
        while (at + 1 < millis.length && millis[at + 1] == since) {
            at++;
        }
        return at;
    }

    private double partOf(int i, long atMillis) {
        int[] millis = way.millis();
        if (i + 1 == millis.length || millis[i + 1] == millis[i]) {
            return 0;
        }
        double passed = (double) (atMillis - departsAtMillis) - millis[i];
        return Math.clamp(passed / (millis[i + 1] - millis[i]), 0.0, 1.0);
    }

    private double northMeters(int i) {
        return (way.lats()[i + 1] - way.lats()[i]) * METERS_PER_DEGREE;
    }

    private double eastMeters(int i) {
        double shrink = StrictMath.cos(StrictMath.toRadians(way.lats()[i]));
        return (way.lngs()[i + 1] - way.lngs()[i]) * METERS_PER_DEGREE * shrink;
    }
}
