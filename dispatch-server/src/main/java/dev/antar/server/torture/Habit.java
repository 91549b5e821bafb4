package dev.antar.server.torture;

import dev.antar.core.policy.NearestWord;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
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

    /// @param words parted by commas, or `none`
    /// @throws IllegalArgumentException naming those that there are
    static Set<Habit> parse(String words) {
        Set<Habit> named = EnumSet.noneOf(Habit.class);
        for (String word : words.equals(NONE) ? new String[0] : words.split(",", -1)) {
            named.add(of(word));
        }
        return Collections.unmodifiableSet(named);
    }

    private static Habit of(String word) {
        for (Habit habit : values()) {
            if (habit.word().equals(word)) {
                return habit;
            }
        }
        List<String> known = Arrays.stream(values()).map(Habit::word).toList();
        throw new IllegalArgumentException(
                "habits="
                        + word
                        + ": must be none, or some of "
                        + String.join(", ", known)
                        + NearestWord.hint(word, known));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
