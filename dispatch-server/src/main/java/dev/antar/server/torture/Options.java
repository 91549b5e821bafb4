package dev.antar.server.torture;

import dev.antar.core.engine.Snapshot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// All that a run is made of. Drawn from its seed, printed when it fails, and cut down to find the
/// smallest run that fails the same way. Durations in milliseconds.
///
/// @param faultyMillis how long things go wrong; then they heal
/// @param offerMillis how long drivers have to answer
/// @param silenceMillis until a silent driver is stale; he is gone after twice and loses his job
///   after four times as long
/// @param maxWaitMillis until a job that nobody takes is given up
/// @param batches whether jobs are matched all at once, else each with who is nearest
/// @param swaps whether a job may pass to a better driver
/// @param stacks whether drivers on a job are asked for more, and carry shared ones together
/// @param acceptPercent of the offers that drivers accept
/// @param cancelPercent of the jobs that customers cancel
/// @param namedPercent of the jobs for which customers choose the id
/// @param linkBytes that may wait to go out to a phone
/// @param faults in the order in which they begin
/// @param habits of the people in it
public record Options(
        long seed,
        Profile profile,
        int drivers,
        int jobs,
        int faultyMillis,
        int offerMillis,
        int silenceMillis,
        int maxWaitMillis,
        boolean batches,
        boolean swaps,
        boolean stacks,
        int acceptPercent,
        int cancelPercent,
        int namedPercent,
        int linkBytes,
        List<Fault> faults,
        Set<Habit> habits) {

    /// Of drivers or jobs in a run given by hand.
    private static final int MOST = 1_000;

    /// A moment in which as much happens as in many calm ones: the smallest sizes find most.
    public static Options draw(long seed, Profile profile) {
        SplittableRandom random = new SplittableRandom(seed * 31 + profile.word().hashCode());
        int drivers = 1 + random.nextInt(random.nextInt(4) == 0 ? 14 : 7);
        int jobs = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 16);
        int faulty = 20_000 + random.nextInt(100_000);
        return new Options(
                seed,
                profile,
                drivers,
                jobs,
                faulty,
                5_000 + 1_000 * random.nextInt(11),
                8_000 + 1_000 * random.nextInt(5),
                30_000 + 1_000 * random.nextInt(60),
                random.nextBoolean(),
                random.nextInt(3) > 0,
                random.nextInt(3) > 0,
                40 + random.nextInt(60),
                random.nextInt(45),
                random.nextInt(101),
                512 << random.nextInt(8),
                faults(random, seed, profile, drivers, faulty),
                Habit.draw(seed));
    }

    private static List<Fault> faults(
            SplittableRandom random, long seed, Profile profile, int drivers, int faulty) {
        // Not every run has every kind: rare ones together find what all at once drown.
        List<FaultKind> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (profile.kinds().contains(kind)
                    && !FaultKind.DRAWN_APART.contains(kind)
                    && (profile != Profile.ALL || random.nextInt(3) == 0)) {
                kinds.add(kind);
            }
        }
        List<Fault> faults = new ArrayList<>();
        int count = kinds.isEmpty() ? 0 : 1 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            faults.add(fault(random, i, kind, drivers, faulty));
        }
        addApart(faults, new SplittableRandom(seed * 139 + 17), profile, drivers, faulty);
        faults.sort(
                (a, b) -> {
                    int byTime = Integer.compare(a.atMillis(), b.atMillis());
                    return byTime != 0 ? byTime : Integer.compare(a.number(), b.number());
                });
        return List.copyOf(faults);
    }

    private static Fault fault(
            SplittableRandom random, int number, FaultKind kind, int drivers, int faulty) {
        int at = 1_000 + random.nextInt(faulty - 1_000);
        // Short ones as often as long ones.
        int most = kind.minMillis() + random.nextInt(kind.maxMillis() - kind.minMillis() + 1);
        int millis = kind.minMillis() + random.nextInt(most - kind.minMillis() + 1);
        return new Fault(number, kind, at, millis, random.nextInt(drivers));
    }

    /// Adds newer kinds of faults, numbered after the others, so that runs without them are as they
    /// were.
    private static void addApart(
            List<Fault> faults, SplittableRandom random, Profile profile, int drivers, int faulty) {
        for (FaultKind kind : FaultKind.DRAWN_APART) {
            int count = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
            for (int i = 0; i < count && profile.kinds().contains(kind); i++) {
                faults.add(fault(random, faults.size(), kind, drivers, faulty));
            }
        }
    }

    /// How often somebody pauses a driver; never in two runs of three. Drawn apart, so that runs
    /// without are as they were.
    int pauses() {
        SplittableRandom apart = new SplittableRandom(seed * 131 + 5);
        return apart.nextInt(3) == 0 ? 1 + apart.nextInt(4) : 0;
    }

    /// How far back ended jobs are remembered over a restart: in two runs of three as far as in a
    /// server, that is all of them, else none. Drawn apart, as above.
    int recentEvents() {
        SplittableRandom apart = new SplittableRandom(seed * 137 + 335);
        return apart.nextInt(3) == 0 ? 0 : Snapshot.RECENT_EVENTS;
    }

    /// How long before its time the search for a job for later begins, where there are such. Drawn
    /// apart, as above.
    int leadMillis() {
        return 3_000 + 1_000 * new SplittableRandom(seed * 179 + 29).nextInt(30);
    }

    /// The code that matches in the beginning.
    String matching() {
        return batches ? "minimum-cost" : "nearest-first";
    }

    /// When a fault is over, since the run began; those that set a clock are over at once.
    int endMillis(Fault fault) {
        return Math.min(faultyMillis, fault.endMillis());
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /// How many jobs a driver holds at once.
    int capacity(int driver) {
        return stacks ? 1 + driver % 3 : 1;
    }

    /// A run with fewer drivers, at least 1.
    Options withDrivers(int fewer) {
        return with(fewer, jobs, faultyMillis, faults, habits);
    }

    /// A run with fewer jobs, at least 1.
    Options withJobs(int fewer) {
        return with(drivers, fewer, faultyMillis, faults, habits);
    }

    /// A run that heals earlier; later faults do not happen.
    Options withFaultyMillis(int shorter) {
        return with(
                drivers,
                jobs,
                shorter,
                faults.stream().filter(fault -> fault.atMillis() < shorter).toList(),
                habits);
    }

    /// A run with some of the faults.
    Options withFaults(List<Fault> some) {
        return with(drivers, jobs, faultyMillis, some, habits);
    }

    /// A run in which people have some of the habits.
    Options withHabits(Set<Habit> some) {
        return with(drivers, jobs, faultyMillis, faults, some);
    }

    /// A run in which people have not got this habit.
    Options without(Habit habit) {
        Set<Habit> others = EnumSet.noneOf(Habit.class);
        others.addAll(habits);
        others.remove(habit);
        return withHabits(others);
    }

    private Options with(
            int fewerDrivers, int fewerJobs, int millis, List<Fault> some, Set<Habit> someHabits) {
        return new Options(
                seed,
                profile,
                fewerDrivers,
                fewerJobs,
                millis,
                offerMillis,
                silenceMillis,
                maxWaitMillis,
                batches,
                swaps,
                stacks,
                acceptPercent,
                cancelPercent,
                namedPercent,
                linkBytes,
                some,
                someHabits);
    }

    /// Everything, for people.
    @Override
    public String toString() {
        return "seed="
                + seed
                + " profile="
                + profile.word()
                + " drivers="
                + drivers
                + " jobs="
                + jobs
                + " faultyMs="
                + faultyMillis
                + " offerMs="
                + offerMillis
                + " silenceMs="
                + silenceMillis
                + " maxWaitMs="
                + maxWaitMillis
                + " policy="
                + matching()
                + " swaps="
                + swaps
                + " stacks="
                + stacks
                + " accept%="
                + acceptPercent
                + " cancel%="
                + cancelPercent
                + " named%="
                + namedPercent
                + " pauses="
                + pauses()
                + " recentEvents="
                + recentEvents()
                + " habits="
                + Habit.words(habits)
                + " leadMs="
                + leadMillis()
                + " linkBytes="
                + linkBytes
                + " faults="
                + faults;
    }

    /// The least from which [#parse] makes the same run again.
    public String line() {
        String kept =
                faults.stream()
                        .map(fault -> Integer.toString(fault.number()))
                        .collect(Collectors.joining(","));
        return "seed="
                + seed
                + " profile="
                + profile.word()
                + " drivers="
                + drivers
                + " jobs="
                + jobs
                + " faultyMs="
                + faultyMillis
                + " faults="
                + (kept.isEmpty() ? "none" : kept)
                + " habits="
                + Habit.words(habits);
    }

    /// Reads what [#line] wrote; of `drivers`, `jobs`, `faultyMs`, `faults` and `habits` any may be
    /// left out.
    ///
    /// @throws IllegalArgumentException naming the word that is wrong
    public static Options parse(String line) {
        long seed = -1;
        Profile profile = Profile.ALL;
        String[] words = line.strip().split("\\s+", -1);
        for (String word : words) {
            if (word.startsWith("seed=")) {
                seed = number(word);
            } else if (word.startsWith("profile=")) {
                profile = Profile.of(word.substring("profile=".length()));
            }
        }
        if (seed < 0) {
            throw new IllegalArgumentException(line + ": must name a seed, from 0");
        }
        Options options = draw(seed, profile);
        for (String word : words) {
            options =
                    switch (word.substring(0, word.indexOf('=') + 1)) {
                        case "seed=", "profile=" -> options;
                        case "drivers=" -> options.withDrivers(number(word, 1, MOST));
                        case "jobs=" -> options.withJobs(number(word, 0, MOST));
                        case "faultyMs=" -> options.withFaultyMillis(number(word, 0, 3_600_000));
                        case "faults=" -> options.keeping(word.substring("faults=".length()));
                        case "habits=" ->
                                options.withHabits(Habit.parse(word.substring("habits=".length())));
                        default ->
                                throw new IllegalArgumentException(
                                        word
                                                + ": must be seed=, profile=, drivers=, jobs=,"
                                                + " faultyMs=, faults= or habits=");
                    };
        }
        return options;
    }

    private Options keeping(String numbers) {
        List<String> kept = List.of(numbers.split(",", -1));
        return withFaults(
                faults.stream()
                        .filter(fault -> kept.contains(Integer.toString(fault.number())))
                        .toList());
    }

    private static int number(String word, int least, int most) {
        long number = number(word);
        if (number < least || number > most) {
            throw new IllegalArgumentException(word + ": must be from " + least + " to " + most);
        }
        return (int) number;
    }

    private static long number(String word) {
        String digits = word.substring(word.indexOf('=') + 1);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word + ": must be a whole number", e);
        }
    }
}
