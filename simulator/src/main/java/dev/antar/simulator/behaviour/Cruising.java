package dev.antar.simulator.behaviour;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;

import java.time.Duration;
import java.util.SplittableRandom;

/// What a free driver does: he stands for a while, then drives to somewhere not far from where he
/// began to wait, and so on.
///
/// @param meters how far from there he goes at most; 0 for not at all
/// @param meanPause mean standing time between two drives, exponential
public record Cruising(double meters, Duration meanPause) {

    /// Waits where he is.
    public static final Cruising NONE = new Cruising(0, Duration.ZERO);

    private static final double METERS_PER_DEGREE = 111_195;

    public Cruising {
        if (!(meters >= 0 && meters <= 100_000)) {
            throw new IllegalArgumentException("meters=" + meters + ": must be from 0 to 100000");
        }
    }

    public boolean moves() {
        return meters > 0;
    }

    /// How long he stands before his `drive`-th drive, milliseconds.
    public long pauseMillis(long seed, DriverId driver, int drive) {
        SplittableRandom dice = Dice.of(seed, "pause", driver.value(), Integer.toString(drive));
        return Dice.exponentialMillis(dice, meanPause);
    }

    /// Where his `drive`-th drive goes; even over the disk around `center`.
    public LatLng destination(long seed, DriverId driver, int drive, LatLng center) {
        SplittableRandom dice = Dice.of(seed, "cruise", driver.value(), Integer.toString(drive));
        double distance = meters * Math.sqrt(dice.nextDouble()) / METERS_PER_DEGREE;
        double angle = 2 * Math.PI * dice.nextDouble();
        double lat = center.lat() + distance * StrictMath.cos(angle);
        double shrink = Math.max(0.01, StrictMath.cos(StrictMath.toRadians(center.lat())));
        double lng = center.lng() + distance * StrictMath.sin(angle) / shrink;
        return new LatLng(
                Math.clamp(lat, -90, 90), lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng);
    }
}
