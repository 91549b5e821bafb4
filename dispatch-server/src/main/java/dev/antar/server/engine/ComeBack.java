package dev.antar.server.engine;

import java.util.random.RandomGenerator;

/// When those who are sent away by a server that stops come back to the next one: each at a moment
/// of his own, evenly spread over a span that grows with their number, so that a server that has
/// just begun is not overrun.
///
/// @param firstMillis from now until the first comes
/// @param spanMillis from the first to the last
public record ComeBack(long firstMillis, long spanMillis) {

    /// Half of what a server on two cores greets in a second while it works.
    private static final int PER_SECOND = 1_000;

    private static final long SHORTEST_SPAN_MILLIS = 1_000;

    /// A driver who was silent for 30 s counts as gone, and the next server counts from its start.
    private static final long LONGEST_SPAN_MILLIS = 20_000;

    private static final long LONGEST_FIRST_MILLIS = 8_000;

    /// For so many, when the server is away for so long.
    ///
    /// @param awayMillis how long it takes until the next server is there, as far as is known; at
    ///   most 8 s are waited for
    /// @param connections of all who are sent away
    public static ComeBack of(long awayMillis, long connections) {
        long span = connections * 1_000 / PER_SECOND;
        return new ComeBack(
                Math.clamp(awayMillis, 0, LONGEST_FIRST_MILLIS),
                Math.clamp(span, SHORTEST_SPAN_MILLIS, LONGEST_SPAN_MILLIS));
    }

    /// The moment of one of them, milliseconds from now.
    public long millis(RandomGenerator random) {
        return firstMillis + random.nextLong(spanMillis);
    }

    /// For a header that has whole seconds.
    public int firstSeconds() {
        return Math.toIntExact(Math.max(1, (firstMillis + 999) / 1_000));
    }
}
