package dev.antar.server.live;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Items of one kind, by tile. A beat costs what has changed, not what is there. The region's
/// thread.
final class Layer {

    private final CellGrid grid;
    private final long northPole;
    private final long southPole;
    private final Map<Long, Tile> tiles = new LinkedHashMap<>();
    private final List<Item> dirty = new ArrayList<>();
    private final Set<Tile> touched = new LinkedHashSet<>();
    private final List<Tile> created = new ArrayList<>();
    private int size;

    /// @param grid whose cells the tiles are
    Layer(CellGrid grid) {
        this.grid = grid;
        this.northPole = grid.cellOf(90, 0);
        this.southPole = grid.cellOf(-90, 0);
    }

    /// How many items are shown.
    int size() {
        return size;
    }

    /// How many items are in tiles that the bounds touch.
    int sizeIn(Bounds bounds) {
        int count = 0;
        for (Tile tile : tiles.values()) {
            if (tile.bounds().overlaps(bounds)) {
                count += tile.size();
            }
        }
        return count;
    }

    /// Notes that the item has changed in whatever way.
    void change(Item item) {
        if (!item.dirty) {
            item.dirty = true;
            dirty.add(item);
        }
    }

    /// Brings every changed item to where it belongs.
    void settle() {
        for (Item item : dirty) {
            item.dirty = false;
            item.refresh();
            settle(item);
        }
        dirty.clear();
    }

    /// The tiles that have items and touch the bounds.
    Set<Tile> in(Bounds bounds) {
        Set<Tile> found = new LinkedHashSet<>();
        for (Tile tile : tiles.values()) {
            if (tile.bounds().overlaps(bounds)) {
                found.add(tile);
            }
        }
        return found;
    }

    /// Every tile that has items.
    Collection<Tile> all() {
        return tiles.values();
    }

    /// The tiles that are new since the last beat.
    List<Tile> created() {
        return created;
    }

    /// The tile's pieces are to be dropped when the beat ends.
    void used(Tile tile) {
        touched.add(tile);
    }

    /// Forgets what happened in this beat, and tiles with nothing in them.
    void endBeat() {
        for (Tile tile : touched) {
            tile.endBeat();
            if (tile.gone()) {
                // Another may have taken its place since.
                tiles.remove(tile.cell(), tile);
            }
        }
        touched.clear();
        created.clear();
    }

    private void settle(Item item) {
        long home = item.home();
        Tile before = item.tile;
        if (before != null && before.cell() != home) {
            before.remove(item);
            touched.add(before);
            size--;
            before = null;
        }
        if (home == Item.NOWHERE) {
            return;
        }
        Tile tile = before;
        if (tile == null) {
            tile = tile(home);
            tile.add(item);
            size++;
        }
        tile.change(item);
        touched.add(tile);
    }

    private Tile tile(long cell) {
        Tile known = tiles.get(cell);
        if (known != null) {
            return known;
        }
        LatLng center = grid.centerOf(cell);
        boolean pole = cell == northPole || cell == southPole;
        Tile made = new Tile(cell, Bounds.around(center, grid.boundaryOf(cell), pole));
        tiles.put(cell, made);
        created.add(made);
        return made;
    }
}
