package dev.antar.server.stream;

import dev.antar.core.fleet.FixBatch;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Fixes on their way to a region, and which frame of which phone each came from. Refilled again
/// and again; the loop's that gathers it, except while the region has it.
final class FixLoad {

    /// Large enough for four full frames, small enough that nobody waits long for the engine to
    /// judge it: less than half a millisecond.
    static final int ROWS = 2_048;

    /// Whoever sent a frame of fixes.
    interface Sender {

        /// The driver's slot in the region.
        int slot();

        /// These fixes of one frame did not move the driver, all for the same reason.
        ///
        /// @param load the rows are its
        /// @param rows ordered; `count` of them
        void rejected(FixLoad load, int[] rows, int count);

        /// All fixes up to this number are judged. Only the last number need be told.
        ///
        /// @return whether nothing was waiting to be told
        boolean taken(int through);

        /// Tells the last number.
        void tellTaken();
    }

    /// The sender did not ask for an answer.
    static final int NO_ANSWER = -1;

    /// The place of a fix that is a frame by itself.
    static final int ALONE = -1;

    private static final int FIRST_ROWS = 16;

    private final FixBatch fixes = new FixBatch();

    /// Where a row's fix stands in its frame.
    private int[] places = new int[FIRST_ROWS];

    private @Nullable Sender[] senders = new @Nullable Sender[FIRST_ROWS];
    private int[] ends = new int[FIRST_ROWS];
    private int[] answers = new int[FIRST_ROWS];
    private int frames;
    private int slot;

    FixBatch fixes() {
        return fixes;
    }

    boolean hasRoom(int rows) {
        return fixes.size() + rows <= ROWS;
    }

    boolean isEmpty() {
        return frames == 0;
    }

    /// Begins a frame.
    void begin(Sender sender) {
        if (frames == ends.length) {
            senders = Arrays.copyOf(senders, frames * 2);
            ends = Arrays.copyOf(ends, frames * 2);
            answers = Arrays.copyOf(answers, frames * 2);
        }
        senders[frames] = sender;
        slot = sender.slot();
    }

    /// Adds a fix that is known to be within all bounds to the frame that was begun.
    ///
    /// @param place where it stands in its frame, or [#ALONE]
    /// @param sequence the phone's number of it, or [FixBatch#UNNUMBERED]
    void add(
            int place,
            double lat,
            double lng,
            long fixedAtMillis,
            double accuracyMeters,
            double speedMps,
            double headingDegrees,
            int sequence,
            boolean mock) {
        int row = fixes.size();
        fixes.add(
                slot,
                lat,
                lng,
                fixedAtMillis,
                accuracyMeters,
                speedMps,
                headingDegrees,
                sequence,
                mock);
        if (row == places.length) {
            places = Arrays.copyOf(places, row * 2);
        }
        places[row] = place;
    }

    /// Ends the frame.
    ///
    /// @param answer the number of its last fix if the sender wants to hear of it, or [#NO_ANSWER]
    void finish(int answer) {
        ends[frames] = fixes.size();
        answers[frames] = answer;
        frames++;
    }

    int frames() {
        return frames;
    }

    Sender sender(int frame) {
        Sender sender = senders[frame];
        if (sender == null) {
            throw new IllegalStateException("frame=" + frame + ": was not begun");
        }
        return sender;
    }

    /// The row after the frame's last.
    int end(int frame) {
        return ends[frame];
    }

    int answer(int frame) {
        return answers[frame];
    }

    int place(int row) {
        return places[row];
    }

    void clear() {
        fixes.clear();
        // Sessions must not be kept alive by what they once sent.
        Arrays.fill(senders, 0, frames, null);
        frames = 0;
    }
}
