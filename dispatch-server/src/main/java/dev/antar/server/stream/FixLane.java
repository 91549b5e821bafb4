package dev.antar.server.stream;

import dev.antar.core.engine.Rejection;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.fleet.FixVerdict;
import dev.antar.server.engine.Region;
import dev.antar.server.metrics.Meters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/// One event loop's way for fixes to one region: gathers what arrives in a turn of the loop and
/// hands it over at the end of the turn. That loop only.
final class FixLane {

    /*
    No lock and no object per fix: a load is the loop's while it gathers and the region's while it
    is judged; only the two tasks that carry it there and back cross threads. All loads are made
    once, so the memory is bounded:

      gathering --handOver--> region --judged--> spare --> gathering

    While the region keeps up, each turn's fixes go at once. While it does not, UNDER_WAY loads are
    with it and one fills up; when that is full, senders are parked: their sockets are not read, the
    one frame that they had sent is kept by them, and TCP tells their phones to wait. They go on, in
    the order in which they were parked, as soon as a load comes back.

    Order per driver: a driver's frames enter loads in their order, loads go to the region in their
    order, and a command makes the lane hand over what it has before the command itself is sent.
    Tasks of one loop reach the region's thread in order, so a command neither overtakes its own
    driver's fixes nor waits for more than LOADS loads.
    */

    /// Somebody whose frame finds no room.
    interface Parked {

        /// There may be room now.
        void retry();
    }

    static final int LOADS = 4;

    /// Loads with the region beyond which a turn's end hands over nothing, to gather larger ones.
    private static final int UNDER_WAY = 2;

    private final Region region;
    private final Executor loop;
    private final Meters meters;
    private final Deque<FixLoad> spare = new ArrayDeque<>(LOADS);
    private final Deque<Parked> parked = new ArrayDeque<>();
    private final Runnable turnEnded = this::turnEnded;
    private final int[] sameReason = new int[FixLoad.ROWS];
    private final List<FixLoad.Sender> answered = new ArrayList<>();
    private @Nullable FixLoad gathering;
    private int underWay;
    private int accepted;
    private boolean waitsForTurn;

    FixLane(Region region, Executor loop, Meters meters) {
        this.region = region;
        this.loop = loop;
        this.meters = meters;
        for (int i = 0; i < LOADS; i++) {
            spare.add(new FixLoad());
        }
    }

    /// A load with room for so many more fixes, to be filled now; null if the sender must wait.
    @Nullable FixLoad load(int rows) {
        FixLoad load = gathering;
        if (load != null && !load.hasRoom(rows)) {
            handOver();
            load = null;
        }
        if (load == null) {
            load = spare.poll();
            gathering = load;
        }
        if (load != null && !waitsForTurn) {
            waitsForTurn = true;
            loop.execute(turnEnded);
        }
        return load;
    }

    /// Keeps somebody for whom [#load] had nothing.
    void park(Parked one) {
        parked.add(one);
    }

    /// Hands over what has been gathered: a command of one of its drivers follows.
    void handOver() {
        FixLoad load = gathering;
        if (load == null || load.isEmpty()) {
            return;
        }
        gathering = null;
        underWay++;
        region.report(load.fixes(), loop, judged -> judged(load, judged));
    }

    private void turnEnded() {
        waitsForTurn = false;
        if (underWay < UNDER_WAY) {
            handOver();
        }
    }

    private void judged(FixLoad load, boolean judged) {
        underWay--;
        if (judged) {
            tell(load);
        }
        load.clear();
        spare.add(load);
        if (underWay < UNDER_WAY) {
            handOver();
        }
        for (int i = parked.size(); i > 0 && (gathering != null || !spare.isEmpty()); i--) {
            parked.remove().retry();
        }
    }

    private void tell(FixLoad load) {
        int row = 0;
        for (int frame = 0; frame < load.frames(); frame++) {
            int end = load.end(frame);
            FixLoad.Sender sender = load.sender(frame);
            row = tellRows(load, sender, row, end);
            if (load.answer(frame) != FixLoad.NO_ANSWER && sender.taken(load.answer(frame))) {
                answered.add(sender);
            }
        }
        answered.forEach(FixLoad.Sender::tellTaken);
        answered.clear();
        meters.fixesAccepted(accepted);
        accepted = 0;
    }

    /// Tells of a frame's rejected fixes, those in a row with the same reason together.
    private int tellRows(FixLoad load, FixLoad.Sender sender, int from, int end) {
        FixBatch fixes = load.fixes();
        int row = from;
        while (row < end) {
            FixVerdict verdict = fixes.verdict(row);
            if (verdict.accepted()) {
                accepted++;
                if (fixes.quality(row) != FixQuality.GOOD) {
                    meters.fixFlagged(fixes.quality(row));
                }
                row++;
                continue;
            }
            int count = 0;
            while (row < end && fixes.verdict(row) == verdict) {
                sameReason[count++] = row++;
            }
            meters.fixesRejected(reason(verdict), count);
            sender.rejected(load, sameReason, count);
        }
        return row;
    }

    static Rejection reason(FixVerdict verdict) {
        return switch (verdict) {
            case OFF_DUTY -> Rejection.FIX_OFF_DUTY;
            case OLDER_THAN_LAST -> Rejection.FIX_OLDER_THAN_LAST;
            case FROM_FUTURE -> Rejection.FIX_FROM_FUTURE;
            case JUMP -> Rejection.FIX_JUMP;
            case INACCURATE -> Rejection.FIX_INACCURATE;
            case UNKNOWN_DRIVER -> Rejection.UNKNOWN_DRIVER;
            case ACCEPTED -> throw new IllegalArgumentException("an accepted fix has no reason");
        };
    }
}
