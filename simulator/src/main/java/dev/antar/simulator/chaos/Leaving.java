package dev.antar.simulator.chaos;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Who of a [Rush] wants to give up his job, and when. One thread.
final class Leaving {

    /// A wish, and its time as `System.nanoTime`.
    record Due(long atNanos, Asked job) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    private final List<Due> aside = new ArrayList<>();
    private boolean gone;

    void add(long atNanos, Asked job) {
        due.add(new Due(atNanos, job));
    }

    /// The same for one who goes with the others if they have gone.
    void addToThoseWhoWent(long atNanos, Asked job) {
        if (gone) {
            aside.add(new Due(atNanos, job));
        } else {
            add(atNanos, job);
        }
    }

    /// Takes the first whose time has come; null where there is none.
    @Nullable Due next(long nowNanos) {
        Due first = due.peek();
        return first == null || first.atNanos() > nowNanos ? null : due.poll();
    }

    /// They all go away, until they [#comeBack].
    ///
    /// @return how many
    int goAway() {
        gone = true;
        aside.addAll(due);
        due.clear();
        return aside.size();
    }

    void comeBack() {
        gone = false;
        due.addAll(aside);
        aside.clear();
    }

    /// Of those who are there.
    int size() {
        return due.size();
    }
}
