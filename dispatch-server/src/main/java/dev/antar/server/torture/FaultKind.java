package dev.antar.server.torture;

import java.util.EnumSet;
import java.util.Set;

/// What can go wrong. Each fault begins at a moment, and most last for a while.
enum FaultKind {
    /// A phone's connection breaks; what was under way is lost from some point on.
    CUT(Area.NETWORK, 1, 1),
    /// All phones' connections break at once.
    CUT_ALL(Area.NETWORK, 1, 1),
    /// Nothing reaches the phone, as when it does not read.
    DEAF(Area.NETWORK, 500, 25_000),
    /// Nothing of the phone reaches the server.
    MUTE(Area.NETWORK, 500, 40_000),
    /// Neither; and nobody is told.
    HALF_OPEN(Area.NETWORK, 500, 40_000),
    /// Everything takes up to two seconds.
    LAG(Area.NETWORK, 1_000, 10_000),
    /// Requests of customers, or the answers to them, are lost.
    REQUESTS_LOST(Area.NETWORK, 2_000, 20_000),
    /// Some requests hang on their way for 3 to 10 s, and reach whichever server serves then: after
    /// their senders have repeated them, and have had the answer.
    REQUESTS_LATE(Area.NETWORK, 2_000, 20_000),
    /// Some requests arrive a second time, up to 8 s after the first.
    REQUESTS_TWICE(Area.NETWORK, 2_000, 20_000),
    /// A phone is off, and says nothing of it; its driver's job may go to another, and he off duty.
    PHONE_OFF(Area.NETWORK, 10_000, 240_000),

    /// Commits fail before they are written.
    COMMIT_LOST(Area.STORE, 100, 8_000),
    /// Commits are written, and their answers are lost.
    COMMIT_UNKNOWN(Area.STORE, 100, 8_000),
    /// Commits are said to have failed, and are written a moment later.
    COMMIT_LATE(Area.STORE, 100, 8_000),
    /// The database answers nothing until it answers everything.
    STORE_STALLS(Area.STORE, 300, 8_000),
    /// The database refuses everything.
    STORE_AWAY(Area.STORE, 300, 10_000),
    /// Everything takes up to 800 ms there.
    STORE_SLOW(Area.STORE, 1_000, 10_000),

    /// The server's process ends at once and is started again after a while.
    KILL(Area.PROCESS, 100, 15_000),
    /// The same, when its next commit has reached the database and is not written.
    KILL_BEFORE_COMMIT(Area.PROCESS, 100, 10_000),
    /// The same, when its next commit is written and not answered.
    KILL_AFTER_COMMIT(Area.PROCESS, 100, 10_000),
    /// The process stands still, as in a long collection of garbage, and then goes on.
    FREEZE(Area.PROCESS, 200, 8_000),
    /// The process stands still, another is started in its place, and then it goes on.
    TAKEOVER(Area.PROCESS, 2_000, 20_000),
    /// The process is told to stop in order, and is started again.
    DRAIN(Area.PROCESS, 100, 5_000),

    /// A phone's clock is set.
    PHONE_CLOCK(Area.CLOCK, 1_000, 7_200_000),
    /// The server's wall clock is set back.
    WALL_BACK(Area.CLOCK, 1_000, 600_000),
    /// The server's wall clock is set forward.
    WALL_FORWARD(Area.CLOCK, 1_000, 20_000);

    enum Area {
        NETWORK,
        STORE,
        PROCESS,
        CLOCK
    }

    /// Kinds that are newer than runs that shall stay as they are.
    static final Set<FaultKind> DRAWN_APART = EnumSet.of(REQUESTS_LATE, REQUESTS_TWICE, PHONE_OFF);

    private final Area area;
    private final int minMillis;
    private final int maxMillis;

    FaultKind(Area area, int minMillis, int maxMillis) {
        this.area = area;
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
    }

    Area area() {
        return area;
    }

    /// How long it lasts, or by how much a clock is set.
    int minMillis() {
        return minMillis;
    }

    int maxMillis() {
        return maxMillis;
    }

    static Set<FaultKind> in(Area area) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (FaultKind kind : values()) {
            if (kind.area == area) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
