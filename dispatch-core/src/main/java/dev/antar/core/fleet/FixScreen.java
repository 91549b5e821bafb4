package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// Decides which fixes may move a driver. One per driver; the engine's thread. Nothing is dropped
/// in silence: every fix gets a verdict, and no verdict punishes.
public final class FixScreen {

    /// Phones and server agree on the time only so far.
    static final long FUTURE_TOLERANCE_MILLIS = 10_000;

    /// 250 km/h: above any road vehicle, far below a spoofed teleport.
    static final double MAX_SPEED_MPS = 70;

    /// GPS noise: a jump shorter than this is believed whatever its speed.
    static final double NOISE_METERS = 200;

    static final double MAX_ACCURACY_METERS = 1_000;

    /// So many fixes that agree with each other outweigh the last accepted one.
    static final int CONSISTENT_TO_REACQUIRE = 3;

    private @Nullable LatLng position;
    private long fixedAtMillis;

    private @Nullable LatLng suspect;
    private long suspectAtMillis;
    private int consistent;

    /// Judges a fix received at `nowMillis` and remembers it if it is accepted.
    public FixVerdict judge(Fix fix, long nowMillis) {
        if (fix.fixedAtMillis() > nowMillis + FUTURE_TOLERANCE_MILLIS) {
            return FixVerdict.FROM_FUTURE;
        }
        if (fix.accuracyMeters() > MAX_ACCURACY_METERS) {
            return FixVerdict.INACCURATE;
        }
        if (position != null) {
            if (fix.fixedAtMillis() <= fixedAtMillis) {
                return FixVerdict.OLDER_THAN_LAST;
            }
            if (tooFast(position, fixedAtMillis, fix) && !reacquired(fix)) {
                return FixVerdict.JUMP;
            }
        }
        position = fix.position();
        fixedAtMillis = fix.fixedAtMillis();
        forgetSuspect();
        return FixVerdict.ACCEPTED;
    }

    /// Forgets everything; the next fix is judged without history.
    public void reset() {
        position = null;
        forgetSuspect();
    }

    private boolean reacquired(Fix fix) {
        LatLng last = suspect;
        boolean agrees =
                last != null
                        && fix.fixedAtMillis() > suspectAtMillis
                        && !tooFast(last, suspectAtMillis, fix);
        consistent = agrees ? consistent + 1 : 1;
        suspect = fix.position();
        suspectAtMillis = fix.fixedAtMillis();
        return consistent >= CONSISTENT_TO_REACQUIRE;
    }

    private void forgetSuspect() {
        suspect = null;
        consistent = 0;
    }

    private static boolean tooFast(LatLng from, long fromMillis, Fix fix) {
        double meters = from.metersTo(fix.position());
        double seconds = (fix.fixedAtMillis() - fromMillis) / 1000.0;
        return meters > NOISE_METERS && meters > MAX_SPEED_MPS * seconds;
    }
}
