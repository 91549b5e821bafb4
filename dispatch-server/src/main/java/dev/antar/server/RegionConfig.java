package dev.antar.server;

import dev.antar.core.fleet.Identifier;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A region to run.
///
/// @param center where maps begin, and from where the radius counts
/// @param radiusKm how far it serves; infinite for everywhere
public record RegionConfig(String name, LatLng center, double radiusKm) {

    /// A name is a meter's label and a thread's: there are few.
    static final int MOST = 16;

    private static final double USUAL_RADIUS_KM = 50;
    private static final String FORM = "NAME=LAT,LNG or NAME=LAT,LNG,RADIUS_KM";

    public RegionConfig {
        Identifier.require("region", name);
        if (!(radiusKm > 0)) {
            throw new IllegalArgumentException(
                    "--region=" + name + ": the radius must be above 0 km, not " + radiusKm);
        }
    }

    /// Everywhere, with maps that begin at the centre.
    static RegionConfig everywhere(String name, LatLng center) {
        return new RegionConfig(name, center, Double.POSITIVE_INFINITY);
    }

    /// Reads the values of `--region`. One region alone may be a name only, and serves everywhere
    /// unless it has a radius; of several each has a place, and a radius of 50 km unless it says
    /// another.
    ///
    /// @param center of a region that does not say where it is
    /// @throws IllegalArgumentException naming the value and the rule
    static List<RegionConfig> parse(List<String> values, LatLng center) {
        if (values.size() > MOST) {
            throw new IllegalArgumentException(
                    "--region: must be given at most " + MOST + " times, not " + values.size());
        }
        boolean alone = values.size() == 1;
        List<RegionConfig> regions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String value : values) {
            RegionConfig region = parse(value, center, alone);
            if (!names.add(region.name)) {
                throw new IllegalArgumentException(
                        "--region=" + value + ": there must be only one " + region.name);
            }
            regions.add(region);
        }
        return regions;
    }

    private static RegionConfig parse(String value, LatLng center, boolean alone) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            if (alone) {
                return everywhere(value, center);
            }
            throw new IllegalArgumentException(
                    "--region=" + value + ": must be " + FORM + ", as there are several regions");
        }
        String[] parts = value.substring(equals + 1).split(",", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("--region=" + value + ": must be " + FORM);
        }
        try {
            LatLng place = new LatLng(number(parts[0]), number(parts[1]));
            double usual = alone ? Double.POSITIVE_INFINITY : USUAL_RADIUS_KM;
            double radius = parts.length == 3 ? number(parts[2]) : usual;
            return new RegionConfig(value.substring(0, equals), place, radius);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("--region=" + value + ": must be " + FORM);
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip());
    }
}
