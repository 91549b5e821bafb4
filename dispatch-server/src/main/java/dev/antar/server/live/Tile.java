package dev.antar.server.live;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What is in one H3 cell of a layer, and what has changed there in this beat. Each piece of JSON
/// is written when the first operator wants it, and shared by all who look at it in the same beat.
/// The region's thread; the bytes handed out do not change.
final class Tile {

    private static final byte[] NOTHING = {};

    private final long cell;
    private final Bounds bounds;
    private final List<Item> items = new ArrayList<>();
    private final List<Item> changed = new ArrayList<>();
    private final List<Item> left = new ArrayList<>();
    private boolean gone;

    private byte @Nullable [] allPiece;
    private byte @Nullable [] changedPiece;
    private byte @Nullable [] leftPiece;
    private byte @Nullable [] endedPiece;
    private byte @Nullable [] keysPiece;

    Tile(long cell, Bounds bounds) {
        this.cell = cell;
        this.bounds = bounds;
    }

    long cell() {
        return cell;
    }

    Bounds bounds() {
        return bounds;
    }

    int size() {
        return items.size();
    }

    /// Whether the layer has dropped it; another takes its place when something comes here again.
    boolean gone() {
        return gone;
    }

    void add(Item item) {
        item.tile = this;
        item.place = items.size();
        items.add(item);
    }

    void remove(Item item) {
        Item last = items.removeLast();
        if (item.place < items.size()) {
            last.place = item.place;
            items.set(item.place, last);
        }
        item.tile = null;
        left.add(item);
    }

    void change(Item item) {
        changed.add(item);
    }

    /// Every item.
    byte[] all(JsonPieces pieces) {
        if (items.isEmpty()) {
            return NOTHING;
        }
        if (allPiece == null) {
            allPiece = pieces.items(items);
        }
        return allPiece;
    }

    /// The items that changed or came.
    byte[] changed(JsonPieces pieces) {
        if (changed.isEmpty()) {
            return NOTHING;
        }
        if (changedPiece == null) {
            changedPiece = pieces.items(changed);
        }
        return changedPiece;
    }

    /// Those that left, as their last word.
    byte[] left(JsonPieces pieces) {
        if (left.isEmpty()) {
            return NOTHING;
        }
        if (leftPiece == null) {
            leftPiece = pieces.left(left);
        }
        return leftPiece;
    }

    /// Those that left for good, and not only for another tile.
    byte[] ended(JsonPieces pieces) {
        if (left.isEmpty()) {
            return NOTHING;
        }
        if (endedPiece == null) {
            List<Item> ended = left.stream().filter(item -> item.tile == null).toList();
            endedPiece = ended.isEmpty() ? NOTHING : pieces.left(ended);
        }
        return endedPiece;
    }

    /// The names of all.
    byte[] keys(JsonPieces pieces) {
        if (items.isEmpty()) {
            return NOTHING;
        }
        if (keysPiece == null) {
            keysPiece = pieces.keys(items);
        }
        return keysPiece;
    }

    /// Forgets what happened in this beat.
    void endBeat() {
        changed.clear();
        left.clear();
        gone = items.isEmpty();
        allPiece = null;
        changedPiece = null;
        leftPiece = null;
        endedPiece = null;
        keysPiece = null;
    }
}
