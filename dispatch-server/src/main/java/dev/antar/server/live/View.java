package dev.antar.server.live;

import dev.antar.server.json.Input;

/// What an operator wants to see.
///
/// @param zoom as maps with 512-pixel tiles count: one pixel is 78 km / 2^zoom at the equator
/// @param number the client's own name for this view, 0 for none
/// @param whole whether the client has not said what it shows, and so gets all
record View(Bounds bounds, double zoom, int number, boolean whole) {

    /// Of a client that never sent a view.
    static final View WHOLE = new View(Bounds.WORLD, 0, 0, true);

    private static final double METERS_PER_PIXEL = 78_271.517;
    private static final double MAX_ZOOM = 24;

    /// @throws dev.antar.server.json.ProblemException naming every field that is wrong
    static View read(Input frame) {
        double west = degrees(frame, "west", 180);
        double south = degrees(frame, "south", 90);
        double east = degrees(frame, "east", 180);
        double north = degrees(frame, "north", 90);
        if (south > north) {
            frame.wrong("south", Double.toString(south), "must not be above north");
        }
        double zoom = frame.number("zoom");
        if (!(zoom >= 0 && zoom <= MAX_ZOOM)) {
            frame.wrong("zoom", Double.toString(zoom), "must be a number from 0 to 24");
        }
        int number = frame.optionalInteger("id", 0, 0, Integer.MAX_VALUE);
        frame.finish();
        return new View(Bounds.between(west, south, east, north), zoom, number, false);
    }

    /// How much ground a pixel is, in the middle of the view.
    double metersPerPixel() {
        return METERS_PER_PIXEL * Math.cos(Math.toRadians(bounds.middleLat())) / Math.pow(2, zoom);
    }

    private static double degrees(Input frame, String field, int limit) {
        double value = frame.number(field);
        if (!(value >= -limit && value <= limit)) {
            frame.wrong(
                    field,
                    Double.toString(value),
                    "must be a number from -" + limit + " to " + limit);
        }
        return value;
    }
}
