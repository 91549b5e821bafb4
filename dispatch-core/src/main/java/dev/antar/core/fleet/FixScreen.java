package dev.antar.core.fleet;

import dev.antar.core.geo.GreatCircle;

/// Decides which fixes may move a driver and how far his reports can be relied on. Nothing is
/// dropped in silence: every fix gets a verdict; and no verdict and no quality punishes. One for a
/// region; the engine's thread. About 50 ns a fix, no allocation.
// Speeds indexed by ordinal live and die with the process; nothing stores an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class FixScreen {

    /*
     * Order of fixes and speed between them are judged by the phone's own clock, since both ends of
     * such a difference are wrong by the same amount; age and future by the region's, for which the
     * phone's offset is taken off. When a clock was set, the last fix is moved along with it.
     *
     * Signs that a series is not what a receiver saw, each with its way back to GOOD:
     *
     *   SUSPECT_MOCK     the phone says so. Ends after 10 fixes that it does not say it of, so that
     *                    a mock among real ones counts.
     *   SUSPECT_HOPPING  a fix that jumps adds 3, one that fits takes 1 away; from 12 on until 0.
     *                    The hops of a bad receiver among tall buildings end at 6 or so; a phone
     *                    that alternates between places keeps adding more than it takes away.
     *   SUSPECT_FROZEN   5 fixes in a row with equal coordinates to the last digit, all of which say
     *                    that the phone goes 5 m/s or more. Ends with the first that differs: a
     *                    receiver that stands still says so, and its noise moves the last digits.
     *   SUSPECT_CROWD    see [Crowds]. Ends with the first fix that is not in one.
     *   POOR_ACCURACY    this fix may be off by more than the limit. Ends with one that is better.
     */

    /// So many fixes that agree with each other outweigh the last accepted one.
    static final int CONSISTENT_TO_REACQUIRE = 3;

    static final int MOCK_FIXES = 10;
    static final int HOP = 3;
    static final int HOPS_SUSPECT = 12;
    static final int HOPS_MAX = 30;
    static final int FROZEN_FIXES = 5;
    static final double FROZEN_SPEED_MPS = 5;

    private static final double METERS_PER_DEGREE = GreatCircle.EARTH_RADIUS_METERS * Math.PI / 180;

    private final FixLimits limits;
    private final Roster roster;
    private final double[] maxSpeedMps = new double[Vehicle.values().length];
    private final Crowds crowds = new Crowds();

    /// Written only: a load whose value goes nowhere would be left out.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    public FixScreen(FixLimits limits, Roster roster) {
        this.limits = limits;
        this.roster = roster;
        for (Vehicle vehicle : Vehicle.values()) {
            maxSpeedMps[vehicle.ordinal()] = speedLimit(limits, vehicle);
        }
    }

    /// What is known of crowds besides where everybody is; of each driver, he knows it himself.
    public record Image(Crowds.Image crowds) {}

    public Image image() {
        return new Image(crowds.image());
    }

    /// Goes on from an image, once every driver has.
    public void restore(Image image) {
        crowds.restore(image.crowds);
        for (int slot = 0; slot < roster.size(); slot++) {
            Track each = roster.at(slot).track();
            if (each.known) {
                crowds.enter(each.lat, each.lng);
            }
        }
    }

    /// Judges a row of a batch, writes down what became of it, and lets it move the driver if it is
    /// accepted. The driver is who has the row's slot.
    public FixVerdict judge(FixBatch fixes, int row, long nowMillis) {
        Driver driver = roster.at(fixes.slot(row));
        Track track = driver.track();
        if (!driver.onDuty()) {
            fixes.judge(row, FixVerdict.OFF_DUTY, FixQuality.GOOD);
            return FixVerdict.OFF_DUTY;
        }
        FixVerdict verdict = verdict(driver, track, fixes, row, nowMillis);
        if (verdict == FixVerdict.ACCEPTED) {
            accept(track, fixes, row, nowMillis);
        } else if (verdict == FixVerdict.JUMP) {
            track.hops = Math.min(HOPS_MAX, track.hops + HOP);
        }
        track.hopping = track.hops >= (track.hopping ? 1 : HOPS_SUSPECT);
        track.quality = quality(track);
        fixes.judge(row, verdict, track.quality);
        return verdict;
    }

    /// Reads what judging these rows will read. Each driver's numbers are found one by the other;
    /// of many drivers, whose rows are in this short loop, they are on their way at the same time.
    ///
    /// @param end after the last row; every row's slot is a driver's
    public void touch(FixBatch fixes, int first, int end) {
        long sum = 0;
        for (int row = first; row < end; row++) {
            Track track = roster.at(fixes.slot(row)).track();
            sum += track.receivedAtMillis + track.suspectAtMillis + (track.known ? 1 : 0);
        }
        for (int row = first; row < end; row++) {
            Track track = roster.at(fixes.slot(row)).track();
            sum += track.clock.offsetMillis() + crowds.touch(track.lat, track.lng);
            sum += crowds.touch(fixes.lat(row), fixes.lng(row));
        }
        touched += sum;
    }

    /// The driver's phone said what time it has.
    ///
    /// @param phoneMillis by the phone's clock, epoch milliseconds
    public void compareClocks(Driver driver, long phoneMillis, long nowMillis) {
        Track track = driver.track();
        long by = track.clock.compare(phoneMillis, nowMillis, limits.clockOffsetMillis());
        track.moveClock(by);
    }

    /// Forgets where a driver is; how wrong his phone's clock is stays known.
    public void forget(Driver driver) {
        Track track = driver.track();
        if (track.known) {
            crowds.leave(track.lat, track.lng);
        }
        track.reset();
    }

    private FixVerdict verdict(
            Driver driver, Track track, FixBatch fixes, int row, long nowMillis) {
        long fixedAt = fixes.fixedAtMillis(row);
        if (fixes.accuracyMeters(row) > limits.maxAccuracyMeters()) {
            return FixVerdict.INACCURATE;
        }
        if (fixedAt - track.clock.offsetMillis() > nowMillis + limits.futureMillis()
                && !clockWasSet(track, fixedAt, nowMillis)) {
            return FixVerdict.FROM_FUTURE;
        }
        if (!track.known) {
            return FixVerdict.ACCEPTED;
        }
        if (!newer(track, fixedAt, fixes.sequence(row))
                && !(clockWasSet(track, fixedAt, nowMillis)
                        && newer(track, fixedAt, fixes.sequence(row)))) {
            return FixVerdict.OLDER_THAN_LAST;
        }
        double lat = fixes.lat(row);
        double lng = fixes.lng(row);
        if (near(track.lat, track.lng, lat, lng)) {
            return FixVerdict.ACCEPTED;
        }
        double maxSpeed = maxSpeedMps[driver.profile().vehicle().ordinal()];
        boolean jump =
                tooFast(track.lat, track.lng, lat, lng, fixedAt - track.fixedAtMillis, maxSpeed)
                        && !reacquired(track, lat, lng, fixedAt, maxSpeed);
        return jump ? FixVerdict.JUMP : FixVerdict.ACCEPTED;
    }

    private boolean clockWasSet(Track track, long fixedAt, long nowMillis) {
        long by = track.clock.strange(fixedAt, nowMillis, limits.clockOffsetMillis());
        track.moveClock(by);
        return by != 0;
    }

    /// By time; fixes of the same millisecond by number, which starts again after 65535.
    private static boolean newer(Track track, long fixedAt, int sequence) {
        if (fixedAt != track.fixedAtMillis) {
            return fixedAt > track.fixedAtMillis;
        }
        return sequence != FixBatch.UNNUMBERED
                && track.sequence != FixBatch.UNNUMBERED
                && (short) (sequence - track.sequence) > 0;
    }

    private boolean reacquired(Track track, double lat, double lng, long fixedAt, double maxSpeed) {
        boolean agrees =
                track.consistent > 0
                        && fixedAt > track.suspectAtMillis
                        && !tooFast(
                                track.suspectLat,
                                track.suspectLng,
                                lat,
                                lng,
                                fixedAt - track.suspectAtMillis,
                                maxSpeed);
        track.consistent = agrees ? track.consistent + 1 : 1;
        track.suspectLat = lat;
        track.suspectLng = lng;
        track.suspectAtMillis = fixedAt;
        return track.consistent >= CONSISTENT_TO_REACQUIRE;
    }

    private boolean tooFast(
            double fromLat, double fromLng, double lat, double lng, long millis, double maxSpeed) {
        if (near(fromLat, fromLng, lat, lng)) {
            return false;
        }
        double meters = GreatCircle.meters(fromLat, fromLng, lat, lng);
        return meters > limits.noiseMeters() && meters > maxSpeed * (millis / 1000.0);
    }

    /// Surely within noise. Both legs together are never shorter than the way, and spare most fixes
    /// the sines.
    private boolean near(double fromLat, double fromLng, double lat, double lng) {
        double degrees = Math.abs(lat - fromLat) + Math.abs(lng - fromLng);
        return degrees * METERS_PER_DEGREE <= limits.noiseMeters();
    }

    private void accept(Track track, FixBatch fixes, int row, long nowMillis) {
        double lat = fixes.lat(row);
        double lng = fixes.lng(row);
        boolean moved = !track.known || lat != track.lat || lng != track.lng;
        if (moved) {
            moveInCrowds(track, lat, lng);
        }
        boolean goes = fixes.speedMps(row) >= FROZEN_SPEED_MPS;
        if (moved || !goes) {
            track.frozen = goes ? 1 : 0;
        } else {
            track.frozen = Math.min(FROZEN_FIXES, track.frozen + 1);
        }
        track.mocked = fixes.mock(row) ? MOCK_FIXES : Math.max(0, track.mocked - 1);
        track.hops = Math.max(0, track.hops - 1);
        track.keep(fixes, row, nowMillis);
        track.clock.arrived(track.fixedAtMillis, nowMillis, limits.clockOffsetMillis());
    }

    private void moveInCrowds(Track track, double lat, double lng) {
        if (crowds.grow(roster.size())) {
            for (int slot = 0; slot < roster.size(); slot++) {
                Track each = roster.at(slot).track();
                if (each.known) {
                    crowds.enter(each.lat, each.lng);
                }
            }
        }
        if (track.known) {
            crowds.leave(track.lat, track.lng);
        }
        crowds.enter(lat, lng);
    }

    private FixQuality quality(Track track) {
        if (track.mocked > 0) {
            return FixQuality.SUSPECT_MOCK;
        }
        if (track.hopping) {
            return FixQuality.SUSPECT_HOPPING;
        }
        if (!track.known) {
            return FixQuality.GOOD;
        }
        if (track.frozen >= FROZEN_FIXES) {
            return FixQuality.SUSPECT_FROZEN;
        }
        if (crowds.at(track.lat, track.lng) >= limits.crowdDrivers()) {
            return FixQuality.SUSPECT_CROWD;
        }
        return track.accuracyMeters > limits.poorAccuracyMeters()
                ? FixQuality.POOR_ACCURACY
                : FixQuality.GOOD;
    }

    private static double speedLimit(FixLimits limits, Vehicle vehicle) {
        Integer speed = limits.maxSpeedMps().get(vehicle);
        if (speed == null) {
            throw new IllegalArgumentException("maxSpeedMps=absent: must name " + vehicle);
        }
        return speed;
    }
}
