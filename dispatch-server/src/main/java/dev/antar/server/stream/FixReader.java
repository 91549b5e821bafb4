package dev.antar.server.stream;

import dev.antar.core.engine.Rejection;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One driver's fixes, from his socket's frames to the region and back: reads them, slows the
/// socket down when the region does not keep up, and tells what did not move the driver. The
/// socket's event loop.
final class FixReader implements FixLoad.Sender, FixLane.Parked {

    static final int UNNUMBERED = FixBatch.UNNUMBERED;

    /// A frame for which there was no room; it is the only one, for the socket is not read on.
    private interface Held {

        /// @return whether there was room now
        boolean retry();
    }

    private final DriverSession session;
    private final DriverEdge edge;
    private final SocketLoop loop;
    private final FixLane lane;
    private final int slot;
    private long fixLevel = TokenBucket.FULL;
    private @Nullable Held held;
    private int taken = FixLoad.NO_ANSWER;

    FixReader(DriverSession session, DriverEdge edge, SocketLoop loop, int slot) {
        this.session = session;
        this.edge = edge;
        this.loop = loop;
        this.lane = loop.lane(edge.region());
        this.slot = slot;
    }

    /// Reads a binary frame.
    void binary(byte[] bytes, int offset, int length, long now) {
        int sequence = UNNUMBERED;
        try {
            if (length >= BinaryFixes.HEADER_BYTES) {
                sequence = BinaryFixes.sequence(bytes, offset);
            }
            int count = BinaryFixes.count(bytes, offset, length);
            if (allowed(count, now, sequence) && !gather(bytes, offset, count)) {
                hold(() -> gather(bytes, offset, count));
            }
        } catch (ProblemException e) {
            session.problem(e.problem(), sequence);
        }
    }

    /// Reads a text frame, if it is one of fixes in which all is right.
    ///
    /// @return whether it was
    boolean text(byte[] bytes, int offset, int length, long now) {
        JsonFixes json = loop.json();
        if (!json.read(bytes, offset, length)) {
            return false;
        }
        if (json.size() > 0 && allowed(json.size(), now, json.sequence()) && !gather(json)) {
            hold(() -> json.read(bytes, offset, length) && gather(json));
        }
        return true;
    }

    /// Takes the fixes of a frame in which something may be wrong: tells what, and takes the rest.
    void tree(DriverFrames.ReadFixes read, long now) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (DriverFrames.ReadFix one : read.fixes()) {
            errors.addAll(one.errors());
        }
        int count = read.fixes().size();
        if (count > 0 && allowed(count, now, read.sequence()) && !gather(read)) {
            hold(() -> gather(read));
        }
        if (!errors.isEmpty()) {
            session.problem(Problem.invalid(errors), read.sequence());
        }
    }

    /// Makes what was read before count before what follows.
    void handOver() {
        lane.handOver();
    }

    boolean parked() {
        return held != null;
    }

    @Override
    public void retry() {
        Held frame = held;
        if (frame == null || !session.link().open()) {
            held = null;
            return;
        }
        try {
            if (frame.retry()) {
                held = null;
                session.link().resume();
            } else {
                lane.park(this);
            }
        } catch (ProblemException e) {
            held = null;
            session.problem(e.problem());
            session.link().resume();
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void rejected(FixLoad load, int[] rows, int count) {
        if (!session.link().open()) {
            return;
        }
        FixBatch fixes = load.fixes();
        Rejection reason = FixLane.reason(fixes.verdict(rows[0]));
        List<Problem.FieldError> errors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int place = load.place(rows[i]);
            errors.add(
                    new Problem.FieldError(
                            (place == FixLoad.ALONE ? "" : "/fixes/" + place) + "/at",
                            Long.toString(fixes.fixedAtMillis(rows[i])),
                            reason.sentence()));
        }
        int number = fixes.sequence(rows[0]);
        int first = Math.max(0, load.place(rows[0]));
        session.problem(
                Problem.rejected(reason).withErrors(errors),
                number == UNNUMBERED ? UNNUMBERED : (number - first) & 0xffff);
    }

    @Override
    public boolean taken(int through) {
        boolean first = taken == FixLoad.NO_ANSWER;
        taken = through;
        return first;
    }

    @Override
    public void tellTaken() {
        if (session.link().open()) {
            session.taken(taken);
        }
        taken = FixLoad.NO_ANSWER;
    }

    private boolean allowed(int count, long now, int sequence) {
        long level = edge.fixes().take(fixLevel, count, now);
        if (level == TokenBucket.REFUSED) {
            session.tooMany(edge.limits().fixes(), "fixes", sequence);
            return false;
        }
        fixLevel = level;
        return true;
    }

    private void hold(Held frame) {
        held = frame;
        session.link().pause();
        edge.meters().socketPaused();
        lane.park(this);
    }

    private boolean gather(byte[] bytes, int offset, int count) {
        FixLoad load = lane.load(count);
        if (load == null) {
            return false;
        }
        load.begin(this);
        List<Problem.FieldError> errors = BinaryFixes.read(bytes, offset, count, load);
        load.finish(BinaryFixes.answer(bytes, offset, count));
        if (errors != null) {
            session.problem(Problem.invalid(errors), BinaryFixes.sequence(bytes, offset));
        }
        return true;
    }

    private boolean gather(JsonFixes json) {
        FixLoad load = lane.load(json.size());
        if (load == null) {
            return false;
        }
        load.begin(this);
        json.addTo(load);
        load.finish(json.answer());
        return true;
    }

    private boolean gather(DriverFrames.ReadFixes read) {
        FixLoad load = lane.load(read.fixes().size());
        if (load == null) {
            return false;
        }
        load.begin(this);
        for (int i = 0; i < read.fixes().size(); i++) {
            DriverFrames.ReadFix one = read.fixes().get(i);
            Fix fix = one.fix();
            if (fix != null && one.errors().isEmpty()) {
                load.add(
                        read.single() ? FixLoad.ALONE : i,
                        fix.position().lat(),
                        fix.position().lng(),
                        fix.fixedAtMillis(),
                        fix.accuracyMeters(),
                        fix.speedMps(),
                        fix.headingDegrees(),
                        read.sequence() == UNNUMBERED ? UNNUMBERED : (read.sequence() + i) & 0xffff,
                        fix.mock());
            }
        }
        load.finish(
                read.sequence() == UNNUMBERED
                        ? FixLoad.NO_ANSWER
                        : (read.sequence() + read.fixes().size() - 1) & 0xffff);
        return true;
    }
}
