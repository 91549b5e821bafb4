package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/// Those who came when there was no place. Whoever came last is served first, and whoever came
/// first is refused first: while more come than can be served, those who are served have hardly
/// waited, and nobody waits for what his client has given up already. One thread.
///
/// @param <T> what waits
final class WaitingRoom<T> {

    /// @param sinceNanos when it came, by any clock that never goes back
    record Waiting<T>(T who, Priority priority, long sinceNanos) {}

    private final Map<Priority, Deque<Waiting<T>>> each = new EnumMap<>(Priority.class);
    private int size;

    WaitingRoom() {
        for (Priority priority : Priority.values()) {
            each.put(priority, new ArrayDeque<>());
        }
    }

    int size() {
        return size;
    }

    /// Later than all that have come before.
    void add(T who, Priority priority, long nowNanos) {
        of(priority).addLast(new Waiting<>(who, priority, nowNanos));
        size++;
    }

    /// Takes the newest of the most important kind that may come in.
    ///
    /// @param place takes a place for one of a kind, or says that there is none
    /// @return null where nobody waits for whom there is a place
    @Nullable Waiting<T> next(Predicate<Priority> place) {
        for (Map.Entry<Priority, Deque<Waiting<T>>> kind : each.entrySet()) {
            if (!kind.getValue().isEmpty() && place.test(kind.getKey())) {
                size--;
                return kind.getValue().removeLast();
            }
        }
        return null;
    }

    /// The one that has waited longest, whatever its kind; null where nobody waits.
    @Nullable Waiting<T> oldest() {
        Waiting<T> oldest = null;
        for (Deque<Waiting<T>> kind : each.values()) {
            Waiting<T> first = kind.peekFirst();
            if (first != null && (oldest == null || first.sinceNanos() - oldest.sinceNanos() < 0)) {
                oldest = first;
            }
        }
        return oldest;
    }

    /// Takes the one that [#oldest] tells of; null where nobody waits.
    @Nullable Waiting<T> takeOldest() {
        Waiting<T> oldest = oldest();
        if (oldest != null) {
            of(oldest.priority()).removeFirst();
            size--;
        }
        return oldest;
    }

    private Deque<Waiting<T>> of(Priority priority) {
        Deque<Waiting<T>> kind = each.get(priority);
        if (kind == null) {
            throw new IllegalStateException("every priority has its line");
        }
        return kind;
    }
}
