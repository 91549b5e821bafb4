package dev.antar.server.live;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// How many drivers and jobs are in each H3 cell, by state and for every resolution that maps are
/// shown in. The region's thread.
///
/// A thing is counted in the cell of the finest resolution that H3 gives for its place, and in that
/// cell's ancestors. A driver who moves within his finest cell costs one H3 call and nothing else;
/// one who leaves it changes counts only as far up as the two cells have different ancestors.
final class CellCounts {

    static final int COARSEST = 1;
    static final int FINEST = 9;

    /// Resolution of the tiles in which drivers and jobs are sent.
    static final int TILE = 7;

    /// So many resolutions above a cell is the tile that it is sent in: up to 343 cells.
    private static final int TILE_ABOVE = 3;

    private static final int DRIVER_KINDS = DriverState.values().length;
    private static final int KINDS = DRIVER_KINDS + JobState.values().length;

    private final CellGrid finest = new CellGrid(FINEST);
    private final Layer[] layers = new Layer[FINEST + 1];
    private final Long2ObjectHashMap<ShownCell> cells = new Long2ObjectHashMap<>();

    CellCounts() {
        for (int resolution = COARSEST; resolution <= FINEST; resolution++) {
            layers[resolution] = new Layer(new CellGrid(Math.max(0, resolution - TILE_ABOVE)));
        }
    }

    @SuppressWarnings("EnumOrdinal") // A place in an array of this process.
    static int kind(DriverState state) {
        return state.ordinal();
    }

    @SuppressWarnings("EnumOrdinal") // As above.
    static int kind(JobState state) {
        return DRIVER_KINDS + state.ordinal();
    }

    static int kinds() {
        return KINDS;
    }

    /// The cells of one resolution.
    Layer layer(int resolution) {
        return layers[resolution];
    }

    /// The finest cell at a place.
    ///
    /// @param last where the thing was before, which saves a look-up when it is there still
    ShownCell at(LatLng place, @Nullable ShownCell last) {
        long cell = finest.cellOf(place.lat(), place.lng());
        return last != null && last.cell() == cell ? last : cell(cell, FINEST);
    }

    /// The tile of drivers and jobs at a place.
    long tileAt(LatLng place) {
        return CellGrid.parentOf(finest.cellOf(place.lat(), place.lng()), TILE);
    }

    /// Counts one thing that was of one kind in one finest cell, and is now of another in another.
    ///
    /// @param from null for a thing that was not counted
    /// @param to null for a thing that is not counted any more
    void move(@Nullable ShownCell from, int fromKind, @Nullable ShownCell to, int toKind) {
        ShownCell old = from;
        ShownCell now = to;
        while (old != null || now != null) {
            if (old == now && fromKind == toKind) {
                return;
            }
            if (old != null) {
                add(old, fromKind, -1);
                old = old.parent();
            }
            if (now != null) {
                add(now, toKind, 1);
                now = now.parent();
            }
        }
    }

    /// Brings every changed cell to where it belongs.
    void settle() {
        for (int resolution = COARSEST; resolution <= FINEST; resolution++) {
            layers[resolution].settle();
        }
    }

    void endBeat() {
        for (int resolution = COARSEST; resolution <= FINEST; resolution++) {
            layers[resolution].endBeat();
        }
    }

    void forget(ShownCell empty) {
        cells.remove(empty.cell());
    }

    private void add(ShownCell cell, int kind, int by) {
        cell.add(kind, by);
        layers[cell.resolution()].change(cell);
    }

    private ShownCell cell(long cell, int resolution) {
        ShownCell known = cells.get(cell);
        if (known != null) {
            return known;
        }
        ShownCell parent =
                resolution == COARSEST
                        ? null
                        : cell(CellGrid.parentOf(cell, resolution - 1), resolution - 1);
        long tile = CellGrid.parentOf(cell, Math.max(0, resolution - TILE_ABOVE));
        ShownCell made = new ShownCell(this, cell, resolution, tile, parent);
        cells.put(cell, made);
        return made;
    }
}
