package dev.antar.core.travel.road;

/// What a [RoadGraph] consists of, as it is built and kept; see there for the meaning. The arrays
/// are handed over, not copied.
@SuppressWarnings("ArrayRecordComponent")
record RoadArrays(
        double[] lat,
        double[] lng,
        int[] tail,
        int[] head,
        int[] twin,
        double[] meters,
        int[][] millis,
        int[] shapeFirst,
        double[] shapeLat,
        double[] shapeLng) {}
