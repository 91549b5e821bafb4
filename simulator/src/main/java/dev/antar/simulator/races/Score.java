package dev.antar.simulator.races;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What all races have come to. One event loop writes it.
final class Score {

    private static final long HIGHEST_MILLIS = 60_000;
    private static final int SHOWN = 5;

    /// A loser must know after so long.
    static final double MOST_SECONDS = 1;

    private final int wanted;
    private final Map<String, Histogram> waits = new TreeMap<>();
    private final Map<String, Integer> winners = new TreeMap<>();
    private final List<String> lies = new ArrayList<>();
    private final Map<String, Integer> withoutRace = new TreeMap<>();
    private int begun;
    private final AtomicInteger finished = new AtomicInteger();
    private int broken;

    Score(int wanted) {
        this.wanted = wanted;
    }

    /// Whether another race is wanted.
    boolean begin() {
        return begun < wanted && ++begun > 0;
    }

    /// @param timed whether the losers' waits count
    void finished(Race race, boolean timed) {
        String lie = race.lie();
        if (!lie.isEmpty()) {
            lied(race, lie);
        }
        if (timed) {
            race.waitsMillis().forEach(this::waited);
        }
        winners.merge(race.kind() + " " + race.winner(), 1, Integer::sum);
        finished.incrementAndGet();
    }

    /// Somebody was not answered at all.
    void unfinished(Race race) {
        lied(race, "somebody waits for his answer for ever");
        finished.incrementAndGet();
    }

    /// It could not begin, which says nothing about who wins; another takes its place.
    void without(String why) {
        withoutRace.merge(why, 1, Integer::sum);
        begun--;
    }

    int finished() {
        return finished.get();
    }

    boolean complete() {
        return finished.get() >= wanted;
    }

    boolean kept() {
        return broken == 0 && longestSeconds() <= MOST_SECONDS && finished.get() >= wanted;
    }

    double longestSeconds() {
        return waits.values().stream().mapToLong(Histogram::getMaxValue).max().orElse(0) / 1e3;
    }

    String report() {
        StringBuilder text = new StringBuilder();
        winners.forEach((who, times) -> line(text, who, times));
        withoutRace.forEach((why, times) -> line(text, why + " (begun anew)", times));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d races, %,d with more or less than one winner or somebody told"
                                + " otherwise%n",
                        finished.get(),
                        wanted,
                        broken));
        waits.forEach((what, histogram) -> text.append(line(what, histogram)));
        lies.forEach(lie -> text.append(lie).append('\n'));
        return text.toString();
    }

    private void waited(String what, long millis) {
        waits.computeIfAbsent(what, _ -> new Histogram(HIGHEST_MILLIS, 3))
                .recordValue(Math.clamp(millis, 0, HIGHEST_MILLIS));
    }

    private static String line(String what, Histogram waits) {
        return String.format(
                Locale.ROOT,
                "told after p50 %d, p99 %d, p99.9 %d, at most %d ms (must be %.0f): %s, %,d"
                        + " times%n",
                waits.getValueAtPercentile(50),
                waits.getValueAtPercentile(99),
                waits.getValueAtPercentile(99.9),
                waits.getMaxValue(),
                MOST_SECONDS * 1e3,
                what,
                waits.getTotalCount());
    }

    private void lied(Race race, String what) {
        broken++;
        if (lies.size() < SHOWN) {
            lies.add(race.kind() + " about " + race.job() + ": " + what);
        }
    }

    private static void line(StringBuilder text, String what, int times) {
        text.append(String.format(Locale.ROOT, "%8d  %s%n", times, what));
    }
}
