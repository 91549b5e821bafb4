package dev.antar.server.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which tiles of a layer one operator has been shown. The region's thread.
final class Cover {

    private final Layer layer;
    private Set<Tile> shown = new LinkedHashSet<>();
    private Bounds bounds = Bounds.WORLD;
    private boolean moved;

    Cover(Layer layer) {
        this.layer = layer;
    }

    boolean of(Layer other) {
        return layer == other;
    }

    /// Covers other bounds from the next frame on.
    void lookAt(Bounds next) {
        moved = moved || !next.equals(bounds);
        bounds = next;
    }

    /// Everything in the bounds.
    List<byte[]> all(JsonPieces pieces) {
        shown = layer.in(bounds);
        moved = false;
        List<byte[]> items = new ArrayList<>(shown.size());
        shown.forEach(tile -> items.add(allOf(tile, pieces)));
        return items;
    }

    /// What has changed for this operator since the beat before.
    ///
    /// @param items came or changed
    /// @param left went elsewhere or ended
    /// @param unseen are still there, but no longer in the bounds
    record Changes(List<byte[]> items, List<byte[]> left, List<byte[]> unseen) {

        /// Both that left and that are out of sight.
        List<byte[]> gone() {
            List<byte[]> gone = new ArrayList<>(left);
            gone.addAll(unseen);
            return gone;
        }
    }

    static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    Changes changes(JsonPieces pieces) {
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (moved) {
            moved = false;
            Set<Tile> before = shown;
            shown = layer.in(bounds);
            for (Tile tile : before) {
                if (!shown.contains(tile)) {
                    layer.used(tile);
                    changes.left.add(tile.left(pieces));
                    changes.unseen.add(tile.keys(pieces));
                }
            }
            for (Tile tile : shown) {
                if (before.contains(tile)) {
                    addChanges(tile, changes, pieces);
                } else {
                    changes.items.add(allOf(tile, pieces));
                }
            }
            return changes;
        }
        for (Tile tile : layer.created()) {
            if (tile.bounds().overlaps(bounds)) {
                shown.add(tile);
            }
        }
        for (Iterator<Tile> all = shown.iterator(); all.hasNext(); ) {
            Tile tile = all.next();
            if (tile.gone()) {
                all.remove();
            } else {
                addChanges(tile, changes, pieces);
            }
        }
        return changes;
    }

    private void addChanges(Tile tile, Changes changes, JsonPieces pieces) {
        byte[] changed = tile.changed(pieces);
        if (changed.length > 0) {
            changes.items.add(changed);
        }
        // Whoever sees the whole world need not be told who went from tile to tile.
        boolean everywhere = bounds.equals(Bounds.WORLD);
        byte[] left = everywhere ? tile.ended(pieces) : tile.left(pieces);
        if (left.length > 0) {
            changes.left.add(left);
        }
    }

    private byte[] allOf(Tile tile, JsonPieces pieces) {
        layer.used(tile);
        return tile.all(pieces);
    }
}
