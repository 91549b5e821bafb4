package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Those who came when there was no place. Addresses take turns, so that a crowd from one of them
/// takes no place of others'. Of an address, whoever came last is served first, and whoever came
/// first is refused first: while more come than can be served, those who are served have hardly
/// waited, and nobody waits for what his client has given up already. One thread.
///
/// @param <T> what waits
final class WaitingRoom<T> {

    /// @param from the address it came from
    /// @param sinceNanos when it came, by any clock that never goes back
    record Waiting<T>(T who, Priority priority, String from, long sinceNanos) {}

    /// Those of one kind.
    private static final class Line<T> {

        /// In the order in which they came.
        final SequencedMap<T, Waiting<T>> all = new LinkedHashMap<>();

        /// Those of an address, oldest first; addresses in the order of their turns.
        final SequencedMap<String, Deque<Waiting<T>>> addresses = new LinkedHashMap<>();

        boolean isEmpty() {
            return all.isEmpty();
        }

        @Nullable Waiting<T> oldest() {
            return all.isEmpty() ? null : all.firstEntry().getValue();
        }

        void add(Waiting<T> waiting) {
            all.put(waiting.who(), waiting);
            addresses.computeIfAbsent(waiting.from(), _ -> new ArrayDeque<>()).addLast(waiting);
        }

        Waiting<T> takeNext() {
            Map.Entry<String, Deque<Waiting<T>>> first =
                    Objects.requireNonNull(addresses.firstEntry());
            Deque<Waiting<T>> same = first.getValue();
            Waiting<T> newest = same.removeLast();
            if (same.isEmpty()) {
                addresses.remove(first.getKey());
            } else if (addresses.size() > 1) {
                addresses.putLast(first.getKey(), same);
            }
            all.remove(newest.who());
            return newest;
        }

        void removeOldest() {
            Waiting<T> oldest = all.pollFirstEntry().getValue();
            Deque<Waiting<T>> same = Objects.requireNonNull(addresses.get(oldest.from()));
            same.removeFirst();
            if (same.isEmpty()) {
                addresses.remove(oldest.from());
            }
        }
    }

    private static final List<Priority> MOST_IMPORTANT_FIRST = List.of(Priority.values());
    private static final List<Priority> LEAST_IMPORTANT_FIRST = MOST_IMPORTANT_FIRST.reversed();

    private final Map<Priority, Line<T>> lines = new EnumMap<>(Priority.class);

    private int size;

    WaitingRoom() {
        for (Priority priority : MOST_IMPORTANT_FIRST) {
            lines.put(priority, new Line<>());
        }
    }

    int size() {
        return size;
    }

    /// Later than all that have come before.
    ///
    /// @param who not in the room yet
    void add(T who, Priority priority, String from, long nowNanos) {
        of(priority).add(new Waiting<>(who, priority, from, nowNanos));
        size++;
    }

    /// Takes the newest of the address whose turn it is, of the most important kind that may come
    /// in.
    ///
    /// @param place takes a place for one of a kind, or says that there is none
    /// @return null where nobody waits for whom there is a place
    @Nullable Waiting<T> next(Predicate<Priority> place) {
        for (Priority priority : MOST_IMPORTANT_FIRST) {
            Line<T> line = of(priority);
            if (!line.isEmpty() && place.test(priority)) {
                size--;
                return line.takeNext();
            }
        }
        return null;
    }

    /// The one that has waited longest, whatever its kind; null where nobody waits.
    @Nullable Waiting<T> oldest() {
        Waiting<T> oldest = null;
        for (Line<T> line : lines.values()) {
            Waiting<T> first = line.oldest();
            if (first != null && (oldest == null || first.sinceNanos() - oldest.sinceNanos() < 0)) {
                oldest = first;
            }
        }
        return oldest;
    }

    /// Of the least important kind of which anybody came no later than that, the one that has
    /// waited longest; null where nobody did.
    @Nullable Waiting<T> leastImportant(long atLatestNanos) {
        for (Priority priority : LEAST_IMPORTANT_FIRST) {
            Waiting<T> first = of(priority).oldest();
            if (first != null && first.sinceNanos() - atLatestNanos <= 0) {
                return first;
            }
        }
        return null;
    }

    /// @param waiting the oldest of its kind
    void remove(Waiting<T> waiting) {
        of(waiting.priority()).removeOldest();
        size--;
    }

    private Line<T> of(Priority priority) {
        return Objects.requireNonNull(lines.get(priority), "every priority has its line");
    }
}
