package dev.antar.simulator.load;

import dev.antar.simulator.behaviour.Dice;
import dev.antar.simulator.profile.Scenario;

/// The part of a run that one of several processes takes. The same run is always cut the same way.
///
/// @param index from 0
/// @param count of processes
public record Share(int index, int count) {

    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (!(count >= 1 && index >= 0 && index < count)) {
            throw new IllegalArgumentException(
                    "share=" + index + "/" + count + ": must be from 0/N to N-1/N");
        }
    }

    /// How many of so many things are this process's; those of all processes add up to the whole.
    public int part(int whole) {
        return whole / count + (index < whole % count ? 1 : 0);
    }

    /// The number, from 1, that a driver of this process has in the whole run.
    int numberOf(int driver) {
        return driver * count + index + 1;
    }

    /// Begins the ids of what this process makes.
    String tag(long seed, long startMillis) {
        return "s" + seed + (count == 1 ? "" : "p" + index) + "-" + Long.toString(startMillis, 36);
    }

    /// Chance of its own for each process.
    long seed(long seed) {
        return count == 1
                ? seed
                : Dice.of(seed, "process", index + "/" + count).nextLong() & Long.MAX_VALUE;
    }

    /// This process's part of a scenario. Each has an operator at least, because each measures with
    /// one of its own how fresh the map is.
    public Scenario of(Scenario whole) {
        return new Scenario(
                whole.driverPrefix(),
                part(whole.drivers()),
                part(whole.jobsPerMinute()),
                part(whole.jobsAtOnce()),
                Math.max(1, part(whole.connectsPerSecond())),
                whole.timetable(),
                whole.hotSpot(),
                whole.storms(),
                whole.phones(),
                new Scenario.Operators(
                        Math.max(1, part(whole.operators().reading())),
                        part(whole.operators().stopped()),
                        whole.operators().stopMillis()));
    }
}
