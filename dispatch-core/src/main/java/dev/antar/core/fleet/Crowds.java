package dev.antar.core.fleet;

import java.util.ArrayList;
import java.util.List;

/// Counts the drivers at exactly the same place, to the last digit. GPS noise makes that all but
/// impossible, one spoofed position used by many makes it certain. One thread.
final class Crowds {

    /*
     * A count-min sketch of two rows: each place has a byte in either, and counts as the lesser.
     * Places share a byte now and then, so a count is only ever too high: with four bytes a driver
     * in each row, five share both by chance once in sixty million times. Exact keys would cost
     * four times the memory and a probe each. Both bytes lie in one block of 64: one cache miss.
     *
     * Positions on a coarse grid are not counted: trackers that send four or five decimals put a
     * whole taxi rank on one point in all honesty.
     */

    private static final int BLOCK = 64;
    private static final int ROW = BLOCK / 2;
    private static final int DRIVERS_PER_BLOCK = ROW / 4;

    /// Steps of a hundred-thousandth of a degree, about a metre.
    private static final double COARSE = 1e5;

    /// Roomy from the start: in a small table few drivers would share both bytes too often.
    private byte[] counters = new byte[BLOCK * 1_024];

    /// How much room there is, and which counters have lost count; the others follow from who is
    /// in.
    record Image(int bytes, List<Integer> full) {
        Image {
            full = List.copyOf(full);
        }
    }

    Image image() {
        List<Integer> full = new ArrayList<>();
        for (int at = 0; at < counters.length; at++) {
            if (counters[at] == Byte.MAX_VALUE) {
                full.add(at);
            }
        }
        return new Image(counters.length, full);
    }

    /// Goes on from an image; everybody is to be entered afterwards.
    void restore(Image image) {
        counters = new byte[image.bytes];
        for (int at : image.full) {
            counters[at] = Byte.MAX_VALUE;
        }
    }

    /// Makes room for so many drivers; if it answers true, nobody is in and all are to be entered.
    boolean grow(int drivers) {
        long blocks = counters.length / BLOCK;
        if (drivers <= blocks * DRIVERS_PER_BLOCK) {
            return false;
        }
        counters = new byte[counters.length * 2];
        return true;
    }

    void enter(double lat, double lng) {
        int hash = hash(lat, lng);
        add(first(hash), 1);
        add(second(hash), 1);
    }

    void leave(double lat, double lng) {
        int hash = hash(lat, lng);
        add(first(hash), -1);
        add(second(hash), -1);
    }

    /// Something of what the others will read; for the memory to be near when it is needed.
    int touch(double lat, double lng) {
        return counters[first(hash(lat, lng))];
    }

    /// How many drivers are exactly here, rarely a few more; 0 where the position is coarse.
    int at(double lat, double lng) {
        if (coarse(lat) && coarse(lng)) {
            return 0;
        }
        int hash = hash(lat, lng);
        return Math.min(counters[first(hash)], counters[second(hash)]);
    }

    /// A full counter has lost count: it stays full until the table grows.
    private void add(int at, int by) {
        if (counters[at] < Byte.MAX_VALUE) {
            counters[at] += (byte) by;
        }
    }

    private static boolean coarse(double degrees) {
        double steps = degrees * COARSE;
        return Math.abs(steps - Math.rint(steps)) < 1e-4;
    }

    private int first(int hash) {
        return block(hash) + (hash & (ROW - 1));
    }

    private int second(int hash) {
        return block(hash) + ROW + ((hash >>> 5) & (ROW - 1));
    }

    private int block(int hash) {
        return ((hash >>> 10) * BLOCK) & (counters.length - 1);
    }

    private static int hash(double lat, double lng) {
        long mixed =
                Double.doubleToRawLongBits(lat) * 0x9e3779b97f4a7c15L
                        + Double.doubleToRawLongBits(lng) * 0xc2b2ae3d27d4eb4fL;
        mixed ^= mixed >>> 32;
        mixed *= 0xd6e8feb86659fd93L;
        return (int) (mixed >>> 32);
    }
}
