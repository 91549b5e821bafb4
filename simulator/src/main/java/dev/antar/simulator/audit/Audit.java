package dev.antar.simulator.audit;

import dev.antar.core.job.JobState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges a server by what its clients saw. Tell it everything by [#saw], in the order in which it
/// was seen; then ask the server about each of [#jobs], again where [#heard] grew meanwhile, and,
/// with those answers, for the verdict. Used by one thread. Costs some hundred bytes for each job.
public final class Audit {

    /// Besides those that he carries, a driver may have been given the job after them.
    private static final int NEXT = 1;

    private final Map<String, JobTrail> trails = new LinkedHashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Map<String, Set<String>> aboard = new HashMap<>();
    private final Map<String, Integer> capacities = new HashMap<>();
    private final List<Finding> ofDrivers = new ArrayList<>();
    private boolean known;

    /// How many jobs a driver can carry at once; 1 for whoever is not named. He may hold one more,
    /// his next.
    public void capacity(String driver, int jobs) {
        capacities.put(driver, jobs);
    }

    public void saw(Seen seen) {
        if (known && !trails.containsKey(seen.job())) {
            return;
        }
        JobTrail trail = trails.computeIfAbsent(seen.job(), JobTrail::new);
        trail.add(seen);
        switch (seen) {
            case Seen.AcceptDone(String job, String driver, boolean late) -> {
                if (!late) {
                    take(driver, job);
                }
            }
            case Seen.Shown(String job, String driver) -> take(driver, job);
            case Seen.StepDone(String job, String driver, JobState state) -> {
                if (state.ended()) {
                    give(driver, job);
                } else if (state == JobState.PICKED_UP && !trail.over()) {
                    // A step that was taken before is DONE once more, also after the last one: a
                    // phone that comes back may say it again behind all that it still had to say.
                    load(driver, job);
                }
            }
            case Seen.ReleaseDone(String job, String driver) -> give(driver, job);
            case Seen.TakenAway(String job, String driver, _) -> give(driver, job);
            case Seen.NotShown(String job, String driver) -> give(driver, job);
            case Seen.Acknowledged _,
                    Seen.CancelAcknowledged _,
                    Seen.Read _,
                    Seen.Streamed _,
                    Seen.Offered _,
                    Seen.DeclineDone _ -> {}
        }
    }

    /// A driver's command that got no answer, although there was time and a socket for one.
    public void unanswered(String driver, String command) {
        ofDrivers.add(
                new Finding(
                        Finding.Kind.UNANSWERED,
                        // Each phone counts its own.
                        driver + "/" + command,
                        "this command was never answered"));
    }

    /// From now on only what is said of known jobs counts: the server is being asked about those,
    /// and would not be about others.
    public void noMoreJobs() {
        known = true;
    }

    /// Every job that anybody heard of.
    public Collection<String> jobs() {
        return new ArrayList<>(trails.keySet());
    }

    /// How many things anybody was told of the job so far. What the server was asked before that
    /// grew says nothing about what was told since.
    public int heard(String job) {
        JobTrail trail = trails.get(job);
        return trail == null ? 0 : trail.heard();
    }

    /// Jobs whose whole stream should be read and told before the verdict: what drivers heard can
    /// be right or wrong, and only the stream can tell.
    public Collection<String> disputed() {
        return trails.entrySet().stream()
                .filter(entry -> entry.getValue().disputed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What is to be said in the end.
    ///
    /// @param lastWords the server's, by job; a job without one counts as not answered
    public Verdict verdict(Map<String, LastWord> lastWords) {
        List<Finding> all = new ArrayList<>(ofDrivers);
        int acknowledged = 0;
        for (Map.Entry<String, JobTrail> entry : trails.entrySet()) {
            LastWord last = lastWords.getOrDefault(entry.getKey(), new LastWord.NoAnswer());
            all.addAll(entry.getValue().judge(last));
            acknowledged += entry.getValue().acknowledged() ? 1 : 0;
        }
        Map<Finding.Kind, Set<String>> byKind = new EnumMap<>(Finding.Kind.class);
        for (Finding.Kind kind : EnumSet.allOf(Finding.Kind.class)) {
            byKind.put(kind, new LinkedHashSet<>());
        }
        all.forEach(finding -> byKind.getOrDefault(finding.kind(), Set.of()).add(finding.job()));
        return new Verdict(
                acknowledged,
                count(byKind, Finding.Kind.LOST),
                count(byKind, Finding.Kind.DOUBLE_HELD),
                count(byKind, Finding.Kind.GAP),
                count(byKind, Finding.Kind.OFFER_AFTER_DECLINE),
                count(byKind, Finding.Kind.UNANSWERED),
                count(byKind, Finding.Kind.UNCHECKED),
                all);
    }

    private static int count(Map<Finding.Kind, Set<String>> byKind, Finding.Kind kind) {
        return byKind.getOrDefault(kind, Set.of()).size();
    }

    private void take(String driver, String job) {
        int most = capacities.getOrDefault(driver, 1) + NEXT;
        add(held, driver, job, most, " may hold ");
    }

    private void load(String driver, String job) {
        add(aboard, driver, job, capacities.getOrDefault(driver, 1), " may carry ");
    }

    private void add(
            Map<String, Set<String>> all, String driver, String job, int most, String may) {
        Set<String> jobs = all.computeIfAbsent(driver, _ -> new LinkedHashSet<>());
        if (jobs.add(job) && jobs.size() > most) {
            ofDrivers.add(
                    new Finding(
                            Finding.Kind.DOUBLE_HELD,
                            job,
                            driver + may + most + " and has " + jobs));
        }
    }

    private void give(String driver, String job) {
        held.getOrDefault(driver, new LinkedHashSet<>()).remove(job);
        aboard.getOrDefault(driver, new LinkedHashSet<>()).remove(job);
    }
}
