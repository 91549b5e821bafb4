package dev.antar.core.travel;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;

/// The great-circle distance, lengthened by what streets add, at one speed. Works anywhere, knows
/// nothing of rivers.
///
/// @param metersPerSecond average speed of travel, above 0, at most 70
/// @param circuity how much longer streets are than the straight line, 1 to 5. Measured: 1.2 to 1.3
///   in most cities (Newell 1980; Ballou et al. 2002)
public record StraightLine(double metersPerSecond, double circuity) implements TravelTimes {

    public StraightLine {
        if (!(metersPerSecond > 0 && metersPerSecond <= 70)) {
            throw new IllegalArgumentException(
                    "metersPerSecond=" + metersPerSecond + ": must be above 0 and at most 70");
        }
        if (!(circuity >= 1 && circuity <= 5)) {
            throw new IllegalArgumentException("circuity=" + circuity + ": must be from 1 to 5");
        }
    }

    @Override
    public int millis(LatLng from, LatLng to, long atMillis) {
        return lowerBoundMillis(from.metersTo(to));
    }

    @Override
    public int lowerBoundMillis(double meters) {
        double millis = meters * circuity / metersPerSecond * 1000;
        return (int) Math.min(millis, MAX_MILLIS);
    }

    @Override
    public double reachMeters(int millis) {
        return millis * metersPerSecond / (circuity * 1000);
    }

    @Override
    public double meters(LatLng from, LatLng to) {
        return from.metersTo(to) * circuity;
    }

    @Override
    public Approach toward(LatLng to, long atMillis) {
        return new Line(this, to);
    }

    private record Line(StraightLine speed, LatLng to) implements Approach {

        @Override
        public int millis(double lat, double lng) {
            return speed.lowerBoundMillis(GreatCircle.meters(lat, lng, to.lat(), to.lng()));
        }

        @Override
        public int lowerBoundMillis(double meters) {
            return speed.lowerBoundMillis(meters);
        }

        @Override
        public double reachMeters(int millis) {
            return speed.reachMeters(millis);
        }

        @Override
        public double meters(LatLng from, int millis) {
            return speed.meters(from, to);
        }
    }
}
