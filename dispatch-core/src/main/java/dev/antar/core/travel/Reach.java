package dev.antar.core.travel;

import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What the roads say about one job: how long it takes to its pickup from any place around, and how
/// long and how far its own trip is. Made by one bounded reverse search
/// ([dev.antar.core.travel.road.ReachSearch]); then a round prices a driver by one lookup. At most
/// [#MAX_BYTES] long, immutable, any thread.
public final class Reach implements Approach {

    /*
     * The plane around the pickup is covered by square rasters, each of SIDE × SIDE cells and each
     * three times as wide as the one before: cells of 60 m near the pickup and of 4.9 km at its far
     * end, so that a cell is always small against its distance. A cell holds a *pace*, the time of
     * the roads in it divided by their straight distance from the pickup; a price is the pace times
     * the driver's own straight distance. That corrects for where in the cell he is at no cost, and
     * matters most near the pickup. Quarter milliseconds per metre in 16 bits: from 0.25 (faster
     * than any car) to 16 s a metre (a detour of ten minutes from 40 m away).
     *
     * A square raster in degrees needs no H3 call (0.3 µs, which alone is above the budget).
     */

    /// Cells along a raster's side.
    public static final int SIDE = 32;

    /// Width in metres of the smallest cells.
    public static final double CELL_METERS = 60;

    /// How much wider each raster's cells are than those of the one before.
    public static final int STEP = 3;

    /// Rasters at most; the fifth ends 78 km from the pickup.
    public static final int MAX_LEVELS = 5;

    /// A cell from which the pickup was not reached.
    public static final char NONE = 0xffff;

    /// The slowest pace a cell can hold.
    public static final char MAX_PACE = 0xfffe;

    private static final int HEADER_BYTES = 48;

    /// Longest form of [#toBytes].
    public static final int MAX_BYTES = HEADER_BYTES + MAX_LEVELS * SIDE * SIDE * Character.BYTES;

    /// Metres per degree of latitude.
    public static final double METERS_PER_DEGREE =
            StrictMath.toRadians(GreatCircle.EARTH_RADIUS_METERS);

    private static final double MILLIS_PER_UNIT = 0.25;
    private static final int HALF = SIDE / 2;
    private static final int CELLS = SIDE * SIDE;
    private static final int BINS = 96;
    private static final int FORMAT = 1;

    /// The plane's straight distances are within this share of great-circle ones: measured below
    /// 0.6 % up to 70° of latitude and 78 km.
    private static final double FLATNESS = 0.98;

    private final LatLng pickup;
    private final int accessMillis;
    private final int tripMillis;
    private final int tripMeters;
    private final int circuityPermille;
    private final @Nullable RoadTrouble trouble;
    private final int levels;
    private final char[] paces;

    private final double lngMeters;
    private final double binMeters;
    private final int[] bounds;

    private Reach(
            LatLng pickup,
            int accessMillis,
            int tripMillis,
            int tripMeters,
            int circuityPermille,
            @Nullable RoadTrouble trouble,
            char[] paces) {
        this.pickup = pickup;
        this.accessMillis = accessMillis;
        this.tripMillis = tripMillis;
        this.tripMeters = tripMeters;
        this.circuityPermille = circuityPermille;
        this.trouble = trouble;
        this.paces = paces;
        this.levels = paces.length / CELLS;
        this.lngMeters = lngMetersAt(pickup.lat());
        this.binMeters = halfWidth(Math.max(0, levels - 1)) * StrictMath.sqrt(2) / BINS;
        this.bounds = bounds();
    }

    /// A job that can be driven.
    ///
    /// @param accessMillis from the road to the pickup itself, added to every time
    /// @param tripMillis from pickup to dropoff
    /// @param tripMeters the same way's length
    /// @param circuityPermille how much longer roads to the pickup are than straight lines
    /// @param paces by raster, row from the south, column from the west; see [#levelAt]
    public static Reach of(
            LatLng pickup,
            int accessMillis,
            int tripMillis,
            int tripMeters,
            int circuityPermille,
            char[] paces) {
        if (paces.length % CELLS != 0 || paces.length > MAX_LEVELS * CELLS) {
            throw new IllegalArgumentException(
                    "paces.length=" + paces.length + ": must be whole rasters, at most 5");
        }
        require("accessMillis", accessMillis, 0, TravelTimes.MAX_MILLIS);
        require("tripMillis", tripMillis, 0, TravelTimes.MAX_MILLIS);
        require("tripMeters", tripMeters, 0, 10_000_000);
        require("circuityPermille", circuityPermille, 1_000, 100_000);
        return new Reach(
                pickup,
                accessMillis,
                tripMillis,
                tripMeters,
                circuityPermille,
                null,
                paces.clone());
    }

    /// A job that no driver can do.
    public static Reach impossible(LatLng pickup, RoadTrouble trouble) {
        return new Reach(pickup, 0, 0, 0, 1_000, trouble, new char[0]);
    }

    public LatLng pickup() {
        return pickup;
    }

    /// Why nobody can do the job, or null.
    public @Nullable RoadTrouble trouble() {
        return trouble;
    }

    /// Milliseconds from pickup to dropoff.
    public int tripMillis() {
        return tripMillis;
    }

    /// Metres from pickup to dropoff.
    public int tripMeters() {
        return tripMeters;
    }

    @Override
    public int millis(double lat, double lng) {
        double north = northMeters(lat);
        double east = eastMeters(lng);
        int level = levelAt(east, north);
        if (level >= levels) {
            return UNREACHABLE;
        }
        char pace = paces[cellAt(level, east, north)];
        if (pace == NONE) {
            return UNREACHABLE;
        }
        return price(pace, Math.sqrt(north * north + east * east));
    }

    @Override
    public int lowerBoundMillis(double meters) {
        int bin = (int) Math.max(0, meters * FLATNESS / binMeters);
        return bin < BINS && levels > 0 ? bounds[bin] : TravelTimes.MAX_MILLIS;
    }

    @Override
    public double reachMeters(int millis) {
        int bins = 0;
        while (levels > 0 && bins < BINS && bounds[bins] <= millis) {
            bins++;
        }
        return bins * binMeters / FLATNESS;
    }

    @Override
    public double meters(LatLng from, int millis) {
        return pickup.metersTo(from) * circuityPermille / 1_000;
    }

    /// Number of the finest raster that covers a point of the plane, in metres from the pickup; at
    /// or above [#MAX_LEVELS] when none does.
    public static int levelAt(double eastMeters, double northMeters) {
        double far = Math.max(Math.abs(eastMeters), Math.abs(northMeters));
        int level = 0;
        double half = HALF * CELL_METERS;
        while (far >= half && level < MAX_LEVELS) {
            half *= STEP;
            level++;
        }
        return level;
    }

    /// Index in `paces` of a raster's cell at a point that the raster covers.
    public static int cellAt(int level, double eastMeters, double northMeters) {
        double cell = cellMeters(level);
        int column = clamp((int) Math.floor(eastMeters / cell) + HALF);
        int row = clamp((int) Math.floor(northMeters / cell) + HALF);
        return level * CELLS + row * SIDE + column;
    }

    /// Width in metres of a raster's cells.
    public static double cellMeters(int level) {
        double cell = CELL_METERS;
        for (int i = 0; i < level; i++) {
            cell *= STEP;
        }
        return cell;
    }

    /// Metres per degree of longitude at a latitude; never quite 0.
    public static double lngMetersAt(double lat) {
        return METERS_PER_DEGREE * Math.max(1e-6, StrictMath.cos(StrictMath.toRadians(lat)));
    }

    /// Metres to the north of the pickup.
    public double northMeters(double lat) {
        return (lat - pickup.lat()) * METERS_PER_DEGREE;
    }

    /// Metres to the east of the pickup, the short way around the world.
    public double eastMeters(double lng) {
        double east = lng - pickup.lng();
        if (east > 180) {
            east -= 360;
        } else if (east < -180) {
            east += 360;
        }
        return east * lngMeters;
    }

    /// The pace of a way of this duration over this straight distance.
    public static char pace(double millis, double straightMeters) {
        double units = millis / Math.max(1, straightMeters) / MILLIS_PER_UNIT;
        return (char) Math.clamp(Math.round(units), 1, MAX_PACE);
    }

    /// A form to send or store; [#fromBytes] reads it.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + paces.length * Character.BYTES);
        bytes.put((byte) FORMAT).put((byte) levels);
        bytes.put((byte) (trouble == null ? 0 : wordOf(trouble)));
        bytes.putDouble(pickup.lat()).putDouble(pickup.lng());
        bytes.putInt(accessMillis).putInt(tripMillis).putInt(tripMeters).putInt(circuityPermille);
        bytes.position(HEADER_BYTES);
        bytes.asCharBuffer().put(paces);
        return bytes.array();
    }

    /// Reads what [#toBytes] made.
    ///
    /// @throws IllegalArgumentException naming what is wrong with it
    public static Reach fromBytes(byte[] form) {
        ByteBuffer bytes = ByteBuffer.wrap(form);
        if (form.length < HEADER_BYTES || bytes.get() != FORMAT) {
            throw new IllegalArgumentException("reach: is not in the form of version " + FORMAT);
        }
        int levels = bytes.get();
        int expected = HEADER_BYTES + levels * CELLS * Character.BYTES;
        if (levels < 0 || levels > MAX_LEVELS || form.length != expected) {
            throw new IllegalArgumentException(
                    "reach: has " + form.length + " bytes, must have " + expected);
        }
        int word = bytes.get();
        LatLng pickup = new LatLng(bytes.getDouble(), bytes.getDouble());
        if (word != 0) {
            return impossible(pickup, troubleOf(word));
        }
        int access = bytes.getInt();
        int trip = bytes.getInt();
        int meters = bytes.getInt();
        int circuity = bytes.getInt();
        char[] paces = new char[levels * CELLS];
        bytes.position(HEADER_BYTES);
        bytes.asCharBuffer().get(paces);
        return of(pickup, access, trip, meters, circuity, paces);
    }

    private int price(char pace, double straightMeters) {
        double millis = pace * MILLIS_PER_UNIT * straightMeters + accessMillis;
        return (int) Math.min(millis, TravelTimes.MAX_MILLIS);
    }

    /// For each bin of distance, the least price that a position in it or farther away can have.
    private int[] bounds() {
        int[] least = new int[BINS];
        Arrays.fill(least, TravelTimes.MAX_MILLIS);
        for (int level = 0; level < levels; level++) {
            double cell = cellMeters(level);
            for (int i = 0; i < CELLS; i++) {
                char pace = paces[level * CELLS + i];
                if (pace != NONE && !hidden(level, i % SIDE - HALF, i / SIDE - HALF)) {
                    bound(least, pace, i % SIDE - HALF, i / SIDE - HALF, cell);
                }
            }
        }
        for (int bin = BINS - 2; bin >= 0; bin--) {
            least[bin] = Math.min(least[bin], least[bin + 1]);
        }
        return least;
    }

    private void bound(int[] least, char pace, int column, int row, double cell) {
        double near = length(nearEdge(column), nearEdge(row)) * cell;
        double far = length(farEdge(column), farEdge(row)) * cell;
        int last = Math.min(BINS - 1, (int) (far / binMeters));
        for (int bin = Math.min(BINS - 1, (int) (near / binMeters)); bin <= last; bin++) {
            int price = price(pace, Math.max(near, bin * binMeters));
            least[bin] = Math.min(least[bin], price);
        }
    }

    /// Whether the finer rasters cover all of this cell, so that nobody asks for it.
    private static boolean hidden(int level, int column, int row) {
        double covered = level == 0 ? 0 : halfWidth(level - 1);
        return Math.max(farEdge(column), farEdge(row)) * cellMeters(level) <= covered;
    }

    /// Distance, in cells, from the middle line to the near side of the cell at this index.
    private static int nearEdge(int index) {
        return index >= 0 ? index : -index - 1;
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    private static int farEdge(int index) {
        return index >= 0 ? index + 1 : -index;
    }

    private static double halfWidth(int level) {
        return HALF * cellMeters(level);
    }

    private static int clamp(int index) {
        return Math.clamp(index, 0, SIDE - 1);
    }

    private static int wordOf(RoadTrouble trouble) {
        return switch (trouble) {
            case PICKUP_OFF_ROAD -> 1;
            case DROPOFF_OFF_ROAD -> 2;
            case NO_WAY_TO_DROPOFF -> 3;
        };
    }

    private static RoadTrouble troubleOf(int word) {
        return switch (word) {
            case 1 -> RoadTrouble.PICKUP_OFF_ROAD;
            case 2 -> RoadTrouble.DROPOFF_OFF_ROAD;
            case 3 -> RoadTrouble.NO_WAY_TO_DROPOFF;
            default -> throw new IllegalArgumentException("reach: trouble=" + word + ": unknown");
        };
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from " + min + " to " + max);
        }
    }
}
