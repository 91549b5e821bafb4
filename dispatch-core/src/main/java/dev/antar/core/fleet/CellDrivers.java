package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

import java.util.Arrays;

/// Who is in which cell, and where in memory. One thread.
final class CellDrivers {

    /*
     * A driver's numbers lie in a chunk of his bucket, and `homes` remembers place and bucket. A fix
     * that stays in the bucket writes three coordinates and reads two lines of memory, neither of
     * which depends on the other. Leaving is a swap with the bucket's last.
     *
     * A cell with more than SPLIT drivers gets four buckets, one for each square of the box around
     * it, and again four for each when there are four times as many, up to 1,024. The squares are
     * those of the two coordinates in which the cell is widest, found by a subtraction and a shift.
     * So a search in a stadium looks at squares, not at 20,000 drivers. The level goes down again
     * when few are left, at less than half of what it went up at, so that nobody who walks to and
     * fro over the limit makes a cell flap.
     */

    private static final int NOWHERE = -1;
    private static final int SPLIT = 64;
    private static final int JOIN = 6;

    /// A cell's line: first bucket, shape, count, then how many are in each counter but the first.
    private static final int LINE = 6;

    private static final int FIRST = 0;
    private static final int SHAPE = 1;
    private static final int COUNT = 2;

    private final Chunks chunks = new Chunks();
    private final Buckets buckets = new Buckets(chunks);
    private final Districts districts;
    private CellTable cells;
    private int[] homes = {};
    private int[] lines = new int[0];
    private int[] moving = {};
    private int size;
    private int occupied;

    CellDrivers(CellTable cells, Districts districts) {
        this.cells = cells;
        this.districts = districts;
    }

    Chunks chunks() {
        return chunks;
    }

    Buckets buckets() {
        return buckets;
    }

    CellTable cells() {
        return cells;
    }

    int size() {
        return size;
    }

    /// Every slot ever used is below this.
    int slots() {
        return homes.length / 2;
    }

    boolean contains(int slot) {
        return slot >= 0 && slot < homes.length / 2 && homes[2 * slot] != NOWHERE;
    }

    /// Where the numbers of a driver who is in are.
    int placeOf(int slot) {
        return homes[2 * slot];
    }

    int bits(int slot) {
        int place = homes[2 * slot];
        return chunks.page(place)[Chunks.offset(place) + Chunks.BITS];
    }

    int seconds(int slot) {
        int place = homes[2 * slot];
        return chunks.page(place)[Chunks.offset(place) + Chunks.SECONDS];
    }

    /// The number of the cell of a driver who is in.
    int cellOf(int slot) {
        return buckets.cell(homes[2 * slot + 1]);
    }

    int countIn(int cell) {
        return cell * LINE < lines.length ? lines[cell * LINE + COUNT] : 0;
    }

    /// How many drivers of a cell are in a counter of [DriverBits#counter] other than 0.
    int countIn(int cell, int counter) {
        return cell * LINE < lines.length ? lines[cell * LINE + COUNT + counter] : 0;
    }

    int firstBucket(int cell) {
        return lines[cell * LINE + FIRST];
    }

    /// How the box around a cell is cut; see [CellSquares].
    int shape(int cell) {
        return lines[cell * LINE + SHAPE];
    }

    /// Moves a driver who is in and stays as he is.
    void move(int slot, int cell, int x, int y, int z) {
        int place = homes[2 * slot];
        if (homes[2 * slot + 1] == bucketAt(cell, x, y, z)) {
            int[] page = chunks.page(place);
            int at = Chunks.offset(place);
            page[at + Chunks.X] = x;
            page[at + Chunks.Y] = y;
            page[at + Chunks.Z] = z;
        } else {
            int bits = bits(slot);
            int seconds = seconds(slot);
            leave(slot);
            enter(slot, cell, x, y, z, bits, seconds);
        }
    }

    void mark(int slot, int bits) {
        int place = homes[2 * slot];
        int[] page = chunks.page(place);
        int at = Chunks.offset(place) + Chunks.BITS;
        int cell = cellOf(slot);
        count(cell, page[at], -1);
        count(cell, bits, 1);
        page[at] = bits;
    }

    void fixedAt(int slot, int seconds) {
        int place = homes[2 * slot];
        chunks.page(place)[Chunks.offset(place) + Chunks.SECONDS] = seconds;
    }

    void enter(int slot, int cell, int x, int y, int z, int bits, int seconds) {
        ensureSlot(slot);
        if (cell * LINE >= lines.length || lines[cell * LINE + FIRST] == NOWHERE) {
            open(cell);
        }
        place(slot, bucketAt(cell, x, y, z), x, y, z, bits, seconds);
        count(cell, bits, 1);
        size++;
        int here = ++lines[cell * LINE + COUNT];
        if (here == 1) {
            occupied++;
            districts.occupied(cells, cell);
        }
        int level = CellSquares.level(shape(cell));
        if (here > SPLIT << (2 * level) && level < Buckets.MAX_LEVEL) {
            reshape(cell, level + 1);
        }
    }

    void leave(int slot) {
        int place = homes[2 * slot];
        int bucket = homes[2 * slot + 1];
        int cell = buckets.cell(bucket);
        count(cell, bits(slot), -1);
        int last = buckets.removeLast(bucket);
        if (last != place) {
            int[] from = chunks.page(last);
            int[] to = chunks.page(place);
            int fromAt = Chunks.offset(last);
            int toAt = Chunks.offset(place);
            for (int i = 0; i < Chunks.ENTRY; i++) {
                to[toAt + i] = from[fromAt + i];
            }
            homes[2 * from[fromAt + Chunks.SLOT]] = place;
        }
        homes[2 * slot] = NOWHERE;
        homes[2 * slot + 1] = NOWHERE;
        size--;
        int here = --lines[cell * LINE + COUNT];
        if (here == 0) {
            occupied--;
            districts.vacated(cell);
        }
        int level = CellSquares.level(shape(cell));
        if (level > 0 && here < JOIN << (2 * level)) {
            reshape(cell, level - 1);
        }
    }

    /// Whether so many of the cells known are empty that they are worth forgetting.
    boolean wastesCells() {
        return cells.size() > 16_384 && cells.size() > 16 * occupied;
    }

    /// Forgets the cells that nobody is in; numbers change.
    void forgetEmptyCells() {
        int[] old = lines;
        CellTable all = cells;
        CellTable fewer = all.only(cell -> countIn(cell) > 0);
        int[] kept = new int[fewer.size() * LINE];
        districts.clear();
        int next = 0;
        for (int cell = 0; cell * LINE < old.length; cell++) {
            int at = cell * LINE;
            if (old[at + FIRST] == NOWHERE) {
                continue;
            }
            int level = CellSquares.level(old[at + SHAPE]);
            if (old[at + COUNT] == 0) {
                buckets.give(old[at + FIRST], level);
            } else {
                System.arraycopy(old, at, kept, next * LINE, LINE);
                buckets.renumber(old[at + FIRST], level, next);
                districts.occupied(fewer, next++);
            }
        }
        lines = kept;
        cells = fewer;
    }

    long bytes() {
        return chunks.bytes()
                + buckets.bytes()
                + cells.bytes()
                + districts.bytes()
                + 4L * (homes.length + lines.length + moving.length);
    }

    private int bucketAt(int cell, int x, int y, int z) {
        int at = cell * LINE;
        if (at >= lines.length) {
            return NOWHERE - 1;
        }
        int shape = lines[at + SHAPE];
        return lines[at + FIRST]
                + (shape == 0 ? 0 : CellSquares.square(cells, cell, shape, x, y, z));
    }

    private void place(int slot, int bucket, int x, int y, int z, int bits, int seconds) {
        int place = buckets.add(bucket);
        int[] page = chunks.page(place);
        int at = Chunks.offset(place);
        page[at + Chunks.X] = x;
        page[at + Chunks.Y] = y;
        page[at + Chunks.Z] = z;
        page[at + Chunks.SLOT] = slot;
        page[at + Chunks.BITS] = bits;
        page[at + Chunks.SECONDS] = seconds;
        homes[2 * slot] = place;
        homes[2 * slot + 1] = bucket;
    }

    private void count(int cell, int bits, int change) {
        int counter = DriverBits.counter(bits);
        if (counter > 0) {
            lines[cell * LINE + COUNT + counter] += change;
        }
    }

    /// Prepares a cell for its first driver. Its neighbours become known here, so that searches
    /// need not ask H3.
    private void open(int cell) {
        cells.meetNeighbours(cell);
        if (cell * LINE >= lines.length) {
            int old = lines.length;
            lines = Arrays.copyOf(lines, Math.max(cells.size(), old / LINE / 4 * 5) * LINE);
            for (int at = old; at < lines.length; at += LINE) {
                lines[at + FIRST] = NOWHERE;
            }
        }
        lines[cell * LINE + FIRST] = buckets.take(0, cell);
    }

    /// Cuts a cell's box anew and distributes its drivers.
    private void reshape(int cell, int level) {
        int at = cell * LINE;
        int before = CellSquares.level(lines[at + SHAPE]);
        int first = lines[at + FIRST];
        int count = 0;
        for (int bucket = first; bucket < first + (1 << (2 * before)); bucket++) {
            while (buckets.count(bucket) > 0) {
                int place = buckets.removeLast(bucket);
                if ((count + 1) * Chunks.ENTRY > moving.length) {
                    moving = Arrays.copyOf(moving, (count + 64) * Chunks.ENTRY * 3 / 2);
                }
                System.arraycopy(
                        chunks.page(place),
                        Chunks.offset(place),
                        moving,
                        count++ * Chunks.ENTRY,
                        Chunks.ENTRY);
            }
        }
        buckets.give(first, before);
        lines[at + FIRST] = buckets.take(level, cell);
        lines[at + SHAPE] = CellSquares.shape(cells, cell, level);
        for (int i = 0; i < count * Chunks.ENTRY; i += Chunks.ENTRY) {
            int x = moving[i + Chunks.X];
            int y = moving[i + Chunks.Y];
            int z = moving[i + Chunks.Z];
            place(
                    moving[i + Chunks.SLOT],
                    bucketAt(cell, x, y, z),
                    x,
                    y,
                    z,
                    moving[i + Chunks.BITS],
                    moving[i + Chunks.SECONDS]);
        }
    }

    private void ensureSlot(int slot) {
        if (slot < 0) {
            throw new IllegalArgumentException("slot=" + slot + ": must not be negative");
        }
        if (2 * slot >= homes.length) {
            int old = homes.length;
            homes = Arrays.copyOf(homes, 2 * Math.max(slot + 1, Math.max(64, old / 8 * 5)));
            Arrays.fill(homes, old, homes.length, NOWHERE);
        }
    }
}
