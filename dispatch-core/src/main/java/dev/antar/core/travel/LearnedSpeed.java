package dev.antar.core.travel;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Travel times corrected by how long legs really took, by place (H3 resolution 7, some 5 km²) and
/// hour of the week: never below half and never above three times what is predicted without.
/// Whole-number arithmetic: the same legs in the same order teach the same on every JVM. One
/// thread.
public final class LearnedSpeed implements TravelTimes {

    /*
     * A leg teaches three entries: its cell in its hour, its cell at any hour, the region. Each
     * moves a sixteenth of the way to what the leg showed (the first few legs by larger shares, so
     * that it is a plain mean at first), where a single leg counts for no more than twice the
     * bounds. Asked, the finest entry that has seen LEAST_LEGS answers. The correction belongs to
     * the pickup of a job, hence one number holds for all candidates of a job in a round.
     */

    /// Resolution of the cells.
    public static final int RESOLUTION = 7;

    /// Hours of a week.
    public static final int HOURS = 168;

    /// The hour of an entry that holds at any time.
    public static final int ALWAYS = -1;

    /// The cell of the entry that holds in the whole region.
    public static final long EVERYWHERE = 0;

    /// Half of the prediction.
    public static final int LEAST_PERMILLE = 500;

    /// Three times the prediction.
    public static final int MOST_PERMILLE = 3_000;

    /// Shorter legs say more about doors and traffic lights than about speed.
    public static final int SHORTEST_LEG_MILLIS = 60_000;

    private static final int PAR = 1_000;
    private static final int LEAST_LEGS = 8;
    private static final int WINDOW = 16;
    private static final int MAX_ENTRIES = 200_000;
    private static final long HOUR_MILLIS = 3_600_000;

    /// The epoch began on a Thursday.
    private static final long HOURS_TO_MONDAY = 72;

    private static final class Entry {
        final long cell;
        final int hour;
        int permille = PAR;
        int legs;

        Entry(long cell, int hour) {
            this.cell = cell;
            this.hour = hour;
        }
    }

    private final TravelTimes base;
    private final CellGrid grid = new CellGrid(RESOLUTION);
    private final Long2ObjectLinkedOpenHashMap<Entry> entries =
            new Long2ObjectLinkedOpenHashMap<>();

    /// How many entries have each factor, to know the least of them.
    private final int[] holders = new int[MOST_PERMILLE + 1];

    private int leastPermille = PAR;

    // The latest place asked for: rounds and plans ask for the same one many times over.
    private @Nullable LatLng askedPlace;
    private long askedCell;

    public LearnedSpeed(TravelTimes base) {
        this.base = base;
    }

    /// Learns from a leg that has been driven.
    ///
    /// @param place the pickup that the leg led to or began at
    /// @param atMillis when it was predicted, epoch milliseconds
    /// @param predictedMillis how long it was to take, what was learned by then included
    /// @param factorPermille [#permille] as it was in that prediction
    /// @param actualMillis how long it took
    public void observe(
            LatLng place,
            long atMillis,
            int predictedMillis,
            int factorPermille,
            long actualMillis) {
        if (predictedMillis < SHORTEST_LEG_MILLIS || actualMillis < 0) {
            return;
        }
        long seen = actualMillis * factorPermille / predictedMillis;
        int shown = Math.clamp(seen, LEAST_PERMILLE / 2, MOST_PERMILLE * 2);
        long cell = cellOf(place);
        learn(cell, hourOf(atMillis), shown);
        learn(cell, ALWAYS, shown);
        learn(EVERYWHERE, ALWAYS, shown);
    }

    /// How much longer than `base` says travel to or from this place takes, in thousandths.
    public int permille(LatLng place, long atMillis) {
        if (entries.isEmpty()) {
            return PAR;
        }
        long cell = cellOf(place);
        Entry best = known(cell, hourOf(atMillis));
        if (best == null) {
            best = known(cell, ALWAYS);
        }
        if (best == null) {
            best = known(EVERYWHERE, ALWAYS);
        }
        return best == null ? PAR : best.permille;
    }

    /// Everything learned, in the order in which it was first met.
    public List<SpeedEntry> entries() {
        List<SpeedEntry> all = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            all.add(new SpeedEntry(entry.cell, entry.hour, entry.permille, entry.legs));
        }
        return all;
    }

    /// Goes on from what was learned before; to be called before anything else is.
    public void restore(List<SpeedEntry> kept) {
        for (SpeedEntry each : kept) {
            Entry entry = entry(each.cell(), each.hour());
            if (entry != null) {
                become(entry, each.permille());
                entry.legs = each.legs();
            }
        }
    }

    @Override
    public int millis(LatLng from, LatLng to, long atMillis) {
        return scaled(base.millis(from, to, atMillis), permille(to, atMillis));
    }

    @Override
    public int lowerBoundMillis(double meters) {
        return scaled(base.lowerBoundMillis(meters), leastPermille);
    }

    @Override
    public double reachMeters(int millis) {
        return base.reachMeters(unscaled(millis, leastPermille));
    }

    @Override
    public double meters(LatLng from, LatLng to) {
        return base.meters(from, to);
    }

    @Override
    public Approach toward(LatLng to, long atMillis) {
        return adjust(base.toward(to, atMillis), to, atMillis);
    }

    @Override
    public Approach adjust(Approach byRoad, LatLng to, long atMillis) {
        int permille = permille(to, atMillis);
        return permille == PAR ? byRoad : new Scaled(byRoad, permille);
    }

    @Override
    public int adjust(int millisByRoad, LatLng place, long atMillis) {
        return scaled(millisByRoad, permille(place, atMillis));
    }

    private record Scaled(Approach base, int permille) implements Approach {

        @Override
        public int millis(double lat, double lng) {
            int millis = base.millis(lat, lng);
            return millis == UNREACHABLE ? UNREACHABLE : scaled(millis, permille);
        }

        @Override
        public int lowerBoundMillis(double meters) {
            return scaled(base.lowerBoundMillis(meters), permille);
        }

        @Override
        public double reachMeters(int millis) {
            return base.reachMeters(unscaled(millis, permille));
        }

        @Override
        public double meters(LatLng from, int millis) {
            return base.meters(from, unscaled(millis, permille));
        }
    }

    /// Rounds down; so does every bound made from it, hence bounds stay below what they bound.
    private static int scaled(int millis, int permille) {
        return (int) Math.min((long) millis * permille / PAR, MAX_MILLIS);
    }

    /// The longest time that scales to this one.
    private static int unscaled(int millis, int permille) {
        return (int) Math.min(((long) millis + 1) * PAR / permille + 1, MAX_MILLIS);
    }

    private @Nullable Entry known(long cell, int hour) {
        Entry entry = entries.get(key(cell, hour));
        return entry == null || entry.legs < LEAST_LEGS ? null : entry;
    }

    private void learn(long cell, int hour, int shown) {
        Entry entry = entry(cell, hour);
        if (entry != null) {
            entry.legs = Math.min(entry.legs + 1, 1_000_000);
            int share = Math.min(entry.legs, WINDOW);
            int step = Math.floorDiv(2 * (shown - entry.permille) + share, 2 * share);
            become(entry, Math.clamp((long) entry.permille + step, LEAST_PERMILLE, MOST_PERMILLE));
        }
    }

    private @Nullable Entry entry(long cell, int hour) {
        Entry entry = entries.get(key(cell, hour));
        if (entry == null && entries.size() < MAX_ENTRIES) {
            entry = new Entry(cell, hour);
            entries.put(key(cell, hour), entry);
            holders[PAR]++;
        }
        return entry;
    }

    private void become(Entry entry, int permille) {
        holders[entry.permille]--;
        holders[permille]++;
        entry.permille = permille;
        // Nobody is corrected below 1 who asks where nothing is known.
        leastPermille = Math.min(leastPermille, permille);
        while (leastPermille < PAR && holders[leastPermille] == 0) {
            leastPermille++;
        }
    }

    private long cellOf(LatLng place) {
        if (!place.equals(askedPlace)) {
            askedPlace = place;
            askedCell = grid.cellOf(place.lat(), place.lng());
        }
        return askedCell;
    }

    private static int hourOf(long atMillis) {
        return Math.floorMod(Math.floorDiv(atMillis, HOUR_MILLIS) + HOURS_TO_MONDAY, HOURS);
    }

    /// Cells of resolution 7 have all bits of the digits 8 to 15 set, the lowest 24; the hour fits
    /// there.
    private static long key(long cell, int hour) {
        return (cell & ~0xffL) | (hour + 1);
    }
}
