package dev.antar.benchmarks.peer;

/// The best `k` so far, by insertion: right and quick enough for the small `k` of dispatch.
final class KNearest {

    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private double[] distance = new double[16];
    private int[] driver = new int[16];
    private int count;
    private int k;

    void reset(int wanted) {
        k = wanted;
        count = 0;
        if (distance.length < wanted + 1) {
            distance = new double[wanted + 1];
            driver = new int[wanted + 1];
        }
    }

    boolean full() {
        return count == k;
    }

    double worst() {
        return count < k ? Double.MAX_VALUE : distance[count - 1];
    }

    void offer(double meters, int which) {
        if (meters >= worst()) {
            return;
        }
        int at = count < k ? count++ : count - 1;
        while (at > 0 && distance[at - 1] > meters) {
            distance[at] = distance[at - 1];
            driver[at] = driver[at - 1];
            at--;
        }
        distance[at] = meters;
        driver[at] = which;
    }

    int copyTo(int[] found) {
        System.arraycopy(driver, 0, found, 0, count);
        return count;
    }

    /// Haversine distance.
    static double meters(double lat1, double lng1, double lat2, double lng2) {
        double sinLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double sinLng = Math.sin(Math.toRadians(lng2 - lng1) / 2);
        double cosines = Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2));
        return 2
                * EARTH_RADIUS_METERS
                * Math.asin(Math.sqrt(sinLat * sinLat + cosines * sinLng * sinLng));
    }
}
