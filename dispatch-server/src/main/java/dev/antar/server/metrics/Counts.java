package dev.antar.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counters of one name, one for each word of a label, all there from the beginning: who watches
/// them sees the first time as a rise from 0, and their number does not grow. Any thread.
///
/// @param <W> whose names are the words
final class Counts<W extends Enum<W>> {

    private final Function<W, Counter> made;
    private final Map<W, Counter> expected;

    /// @param others labels that are the same for all
    /// @param words that are to be expected
    Counts(
            MeterRegistry registry,
            String name,
            String description,
            String label,
            Tags others,
            Set<W> words) {
        this.made =
                word ->
                        Counter.builder(name)
                                .description(description)
                                .tags(others.and(label, word.name()))
                                .register(registry);
        this.expected = words.stream().collect(Collectors.toUnmodifiableMap(word -> word, made));
    }

    void increment(W word) {
        increment(word, 1);
    }

    /// A word that was not expected is counted all the same.
    void increment(W word, int count) {
        Counter known = expected.get(word);
        (known == null ? made.apply(word) : known).increment(count);
    }
}
