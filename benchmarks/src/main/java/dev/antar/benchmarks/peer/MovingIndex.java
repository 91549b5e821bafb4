package dev.antar.benchmarks.peer;

/// An index of drivers that move: what every subject of `antar bench index` can do. One thread.
public interface MovingIndex extends AutoCloseable {

    /// The name in the rows.
    String name();

    /// Puts a driver in, or moves him. An index that is rebuilt only notes it.
    void move(int driver, double lat, double lng);

    /// Makes all moves until now visible. An index that is rebuilt does it here, and is charged for
    /// it as for the moves; so does a client that sends in batches.
    default void settle() {}

    /// The `k` wanted drivers nearest to the place, nearest first; answers how many there are.
    int nearest(double lat, double lng, int k, int[] found);

    /// Whether [#settle] builds the index anew, so that moves come all at once or not at all.
    default boolean rebuilt() {
        return false;
    }

    /// Whether a question looks at wanted drivers only. Others answer from all, which is less work.
    default boolean filters() {
        return true;
    }

    /// How far an answer may be off, metres: some round positions or compute in a plane.
    ///
    /// @param meters the right distance
    default double tolerance(double meters) {
        return 0.05;
    }

    /// Searches end at this distance, metres.
    default double limitMeters() {
        return Double.MAX_VALUE;
    }

    /// Bytes that the index holds; 0 if it cannot tell.
    default long bytes() {
        return 0;
    }

    @Override
    default void close() {}
}
