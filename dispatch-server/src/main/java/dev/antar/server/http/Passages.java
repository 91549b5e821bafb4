package dev.antar.server.http;

import org.jspecify.annotations.Nullable;

/// Requests in the order in which they came. One event loop; every method takes the same short
/// time, however many there are.
final class Passages {

    private @Nullable Passage oldest;
    private @Nullable Passage newest;

    /// The one that came first, or null where there is none; those behind it follow by
    /// [Passage#after].
    @Nullable Passage oldest() {
        return oldest;
    }

    /// @param passage in no list
    void append(Passage passage) {
        Passage last = newest;
        passage.before = last;
        passage.after = null;
        newest = passage;
        if (last == null) {
            oldest = passage;
        } else {
            last.after = passage;
        }
    }

    /// @param passage in this list
    void remove(Passage passage) {
        Passage before = passage.before;
        Passage after = passage.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        // A connection holds its last request, and with it all that came after would stay.
        passage.before = null;
        passage.after = null;
    }
}
