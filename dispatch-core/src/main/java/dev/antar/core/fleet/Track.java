package dev.antar.core.fleet;

/// Where a driver was last seen, and what the [FixScreen] remembers of him. Plain fields of one
/// object, since a fix needs nearly all of them: two cache lines instead of a miss per column.
final class Track {

    boolean known;
    double lat;
    double lng;
    long fixedAtMillis;
    long receivedAtMillis;
    double accuracyMeters;
    double speedMps;
    double headingDegrees;
    int sequence;
    boolean mock;

    /// A place too far away for the time, until others agree with it.
    double suspectLat;

    double suspectLng;
    long suspectAtMillis;
    int consistent;

    final PhoneClock clock = new PhoneClock();

    FixQuality quality = FixQuality.GOOD;
    int mocked;
    int hops;
    boolean hopping;
    int frozen;

    /// Everything in it.
    record Image(
            boolean known,
            double lat,
            double lng,
            long fixedAtMillis,
            long receivedAtMillis,
            double accuracyMeters,
            double speedMps,
            double headingDegrees,
            int sequence,
            boolean mock,
            double suspectLat,
            double suspectLng,
            long suspectAtMillis,
            int consistent,
            PhoneClock.Image clock,
            FixQuality quality,
            int mocked,
            int hops,
            boolean hopping,
            int frozen) {}

    Image image() {
        return new Image(
                known,
                lat,
                lng,
                fixedAtMillis,
                receivedAtMillis,
                accuracyMeters,
                speedMps,
                headingDegrees,
                sequence,
                mock,
                suspectLat,
                suspectLng,
                suspectAtMillis,
                consistent,
                clock.image(),
                quality,
                mocked,
                hops,
                hopping,
                frozen);
    }

    void restore(Image image) {
        known = image.known;
        lat = image.lat;
        lng = image.lng;
        fixedAtMillis = image.fixedAtMillis;
        receivedAtMillis = image.receivedAtMillis;
        accuracyMeters = image.accuracyMeters;
        speedMps = image.speedMps;
        headingDegrees = image.headingDegrees;
        sequence = image.sequence;
        mock = image.mock;
        suspectLat = image.suspectLat;
        suspectLng = image.suspectLng;
        suspectAtMillis = image.suspectAtMillis;
        consistent = image.consistent;
        clock.restore(image.clock);
        quality = image.quality;
        mocked = image.mocked;
        hops = image.hops;
        hopping = image.hopping;
        frozen = image.frozen;
    }

    /// Forgets everything but how wrong the phone's clock is.
    void reset() {
        known = false;
        consistent = 0;
        quality = FixQuality.GOOD;
        mocked = 0;
        hops = 0;
        hopping = false;
        frozen = 0;
    }

    /// The phone's clock was set: what was seen before is told in its new time.
    void moveClock(long byMillis) {
        fixedAtMillis += byMillis;
        suspectAtMillis += byMillis;
    }

    /// Takes over a row of a batch.
    void keep(FixBatch fixes, int row, long nowMillis) {
        known = true;
        lat = fixes.lat(row);
        lng = fixes.lng(row);
        fixedAtMillis = fixes.fixedAtMillis(row);
        receivedAtMillis = nowMillis;
        accuracyMeters = fixes.accuracyMeters(row);
        speedMps = fixes.speedMps(row);
        headingDegrees = fixes.headingDegrees(row);
        sequence = fixes.sequence(row);
        mock = fixes.mock(row);
        consistent = 0;
    }
}
