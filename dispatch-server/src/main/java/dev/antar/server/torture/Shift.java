package dev.antar.server.torture;

import dev.antar.core.geo.LatLng;

import java.util.SplittableRandom;

/// When a driver goes off duty and comes back, and when he wants no offers for a while. While
/// things go wrong; afterwards he only comes back.
final class Shift {

    /// As a phone says that he wants any offer.
    static final String OPEN = "OPEN";

    private static final int FIRST_MILLIS = 4_000;
    private static final int LONGEST_MILLIS = 40_000;
    private static final int LONGEST_AWAY_MILLIS = 25_000;
    private static final int LONGEST_BREAK_MILLIS = 20_000;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Options options;
    private final Duties duties;
    private boolean onDuty = true;
    private int plans;

    /// @param random apart from all others', so that runs without shifts are as they were
    Shift(VirtualTime time, SplittableRandom random, Options options, Duties duties) {
        this.time = time;
        this.random = random;
        this.options = options;
        this.duties = duties;
    }

    /// Whether he works, or wants to.
    boolean onDuty() {
        return onDuty;
    }

    void begin() {
        plan(FIRST_MILLIS, LONGEST_MILLIS, this::leave);
    }

    /// A command about his duty has its answer.
    ///
    /// @param wish with which he is on duty, or nothing
    /// @param done or refused, because he holds a job
    void answered(String type, String wish, boolean done) {
        if (!done) {
            plan(1_000, LONGEST_BREAK_MILLIS, this::leave);
            return;
        }
        onDuty = type.equals("online");
        if (onDuty && wish.equals(OPEN)) {
            plan(FIRST_MILLIS, LONGEST_MILLIS, this::leave);
        } else {
            plan(500, LONGEST_AWAY_MILLIS, () -> duties.goOnline(OPEN, ""));
        }
    }

    private void leave() {
        if (time.passedMillis() > options.faultyMillis()) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> duties.goOnline("SILENT", "");
            case 1 ->
                    duties.goOnline(
                            "BREAK", ",\"forMs\":" + (500 + random.nextInt(LONGEST_BREAK_MILLIS)));
            case 2 -> duties.goOnline("GO_HOME", home());
            default -> duties.goOffline();
        }
    }

    private String home() {
        LatLng place = Track.near(random.nextInt(40), random.nextInt(-50, 50));
        return ",\"home\":{\"lat\":" + place.lat() + ",\"lng\":" + place.lng() + "}";
    }

    /// Instead of whatever was planned before.
    private void plan(int least, int most, Runnable task) {
        if (options.has(Habit.SHIFTS)) {
            int mine = ++plans;
            time.after(
                    least + random.nextInt(most),
                    () -> {
                        if (mine == plans) {
                            task.run();
                        }
                    });
        }
    }
}
