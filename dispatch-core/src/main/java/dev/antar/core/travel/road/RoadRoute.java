package dev.antar.core.travel.road;

/// The quickest way between two places: its points, and for each the time since the start. The
/// first is the start itself and the last the destination; between them it follows roads.
///
/// @param lats degrees, by point
/// @param lngs degrees, by point
/// @param millis since the start, by point, never falling
/// @param meters length
@SuppressWarnings("ArrayRecordComponent")
public record RoadRoute(double[] lats, double[] lngs, int[] millis, double meters) {

    /// Milliseconds from start to destination.
    public int totalMillis() {
        return millis[millis.length - 1];
    }
}
