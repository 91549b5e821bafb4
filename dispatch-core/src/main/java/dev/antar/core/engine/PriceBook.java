package dev.antar.core.engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What regard to incomes has cost customers, by round and by day. The engine's thread.
final class PriceBook {

    private static final long DAY_MILLIS = 24 * 3_600_000L;
    private static final int ROUNDS = 60;
    private static final int DAYS = 31;

    private final Deque<Fairness.Round> rounds = new ArrayDeque<>();
    private final Deque<Fairness.Day> days = new ArrayDeque<>();
    private int offers;
    private long extraMillis;

    /// Everything in it.
    record Image(
            List<Fairness.Round> rounds, List<Fairness.Day> days, int offers, long extraMillis) {

        Image {
            rounds = List.copyOf(rounds);
            days = List.copyOf(days);
        }
    }

    Image image() {
        return new Image(new ArrayList<>(rounds), new ArrayList<>(days), offers, extraMillis);
    }

    void restore(Image image) {
        rounds.addAll(image.rounds);
        days.addAll(image.days);
        offers = image.offers;
        extraMillis = image.extraMillis;
    }

    void restore(List<Fairness.Day> kept) {
        kept.forEach(days::addLast);
    }

    void add(int moreOffers, long moreExtraMillis) {
        offers += moreOffers;
        extraMillis += moreExtraMillis;
    }

    void waited(long atMillis, long waitedMillis) {
        add(days, atMillis, 0, 0, 1, waitedMillis);
    }

    /// Closes what was added since the last time; null if that is nothing.
    Fairness.@Nullable Round endRound(long nowMillis, int weightMillis) {
        if (offers == 0) {
            return null;
        }
        Fairness.Round round = new Fairness.Round(nowMillis, offers, extraMillis, weightMillis);
        rounds.addLast(round);
        if (rounds.size() > ROUNDS) {
            rounds.removeFirst();
        }
        add(days, nowMillis, offers, extraMillis, 0, 0);
        offers = 0;
        extraMillis = 0;
        return round;
    }

    /// Today has what no round has closed yet, too: whoever keeps the days of an engine that ends
    /// would lose it otherwise. Looking changes nothing.
    Fairness fairness(long nowMillis, int weightMillis) {
        Deque<Fairness.Day> told = new ArrayDeque<>(days);
        if (offers > 0) {
            add(told, nowMillis, offers, extraMillis, 0, 0);
        }
        return new Fairness(weightMillis, new ArrayList<>(rounds), new ArrayList<>(told));
    }

    private static void add(
            Deque<Fairness.Day> days,
            long atMillis,
            long made,
            long extra,
            long pickups,
            long waitMillis) {
        long day = atMillis / DAY_MILLIS;
        Fairness.Day last = days.pollLast();
        if (last != null && last.day() < day) {
            days.addLast(last);
            last = null;
        }
        Fairness.Day known = last == null ? new Fairness.Day(day, 0, 0, 0, 0) : last;
        days.addLast(known.plus(made, extra, pickups, waitMillis));
        if (days.size() > DAYS) {
            days.removeFirst();
        }
    }
}
