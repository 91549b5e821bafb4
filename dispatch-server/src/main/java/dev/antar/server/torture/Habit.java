package dev.antar.server.torture;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What people do in some runs beside what they do in all.
enum Habit {
    /// Customers ask for a pickup later, for what is ready later, or for a dropoff by a moment.
    LATER,
    /// Drivers go off duty and come back, take a break, or want no offers for a while.
    SHIFTS,
    /// Drivers give jobs up at the pickup, or want to when it is too late.
    NO_SHOWS,
    /// An operator changes how the region matches.
    POLICIES;

    private static final String NONE = "none";
    private static final int ONE_IN = 3;

    /// Each in one run of three. Drawn apart, so that runs without are as they were.
    static Set<Habit> draw(long seed) {
        SplittableRandom apart = new SplittableRandom(seed * 167 + 23);
        Set<Habit> drawn = EnumSet.noneOf(Habit.class);
        for (Habit habit : values()) {
            if (apart.nextInt(ONE_IN) == 0) {
                drawn.add(habit);
            }
        }
        return Collections.unmodifiableSet(drawn);
    }

    /// As [#parse] reads it.
    static String words(Set<Habit> habits) {
        return habits.isEmpty()
                ? NONE
                : habits.stream().map(Habit::word).collect(Collectors.joining(","));
    }

    /// Those of the words that `allowed` has.
    ///
    /// @param words parted by commas, or `none`
    static Set<Habit> parse(String words, Set<Habit> allowed) {
        Set<Habit> named = EnumSet.noneOf(Habit.class);
        for (String word : words.split(",", -1)) {
            for (Habit habit : allowed) {
                if (habit.word().equals(word)) {
                    named.add(habit);
                }
            }
        }
        return Collections.unmodifiableSet(named);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
