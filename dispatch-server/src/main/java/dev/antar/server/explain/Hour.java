package dev.antar.server.explain;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.WhatIf;
import dev.antar.server.engine.DecisionArchive.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What became of a driver's stretch of time: his time and offers by committed events, the jobs
/// near him and his places among others by records. One thread.
public final class Hour {

    /// With so many others at most he is compared.
    private static final int MOST_NEIGHBOURS = 100;

    private final DriverId driver;
    private final long fromMillis;
    private final long toMillis;
    private final HourBook book;
    private final Set<JobId> possible = new HashSet<>();
    private final Set<JobId> barred = new HashSet<>();
    private final Map<Exclusion, Set<JobId>> reasons = new EnumMap<>(Exclusion.class);
    private final Map<Exclusion, Set<JobId>> otherwiseHis = new EnumMap<>(Exclusion.class);
    private final Map<CostTerm, Integer> against = new EnumMap<>(CostTerm.class);
    private final List<Long> places = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final List<Long> behind = new ArrayList<>();
    private final Map<DriverId, Set<JobId>> neighbours = new TreeMap<>(byName());
    private int ahead;
    private int inLine;
    private int nearerMillis;
    private long nearerAtMillis;

    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    /// @param events his, from long enough before to know what he did when it began
    /// @param records those of this time that name him
    public Hour(
            DriverId driver,
            long fromMillis,
            long toMillis,
            List<Event> events,
            List<Recorded> records) {
        this.driver = driver;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.book = new HourBook(driver, fromMillis, toMillis, events);
        for (Recorded each : records) {
            if (each.event() != null || each.record().seq() == 0) {
                note(each);
            }
        }
        possible.removeAll(book.offered());
        barred.removeAll(book.offered());
        barred.removeAll(possible);
        reasons.values().forEach(jobs -> jobs.retainAll(barred));
        otherwiseHis.values().forEach(jobs -> jobs.retainAll(barred));
    }

    private static Comparator<DriverId> byName() {
        return Comparator.comparing(DriverId::value);
    }

    private void note(Recorded each) {
        DecisionRecord record = each.record();
        if (each.swap()) {
            // That job had a driver: it was not looking for one.
            return;
        }
        int place = 0;
        DecisionRecord.Considered own = null;
        for (DecisionRecord.Considered other : record.considered()) {
            place += own == null ? 1 : 0;
            if (other.driver().equals(driver)) {
                own = other;
            } else {
                meet(other.driver(), record.job());
            }
        }
        for (DecisionRecord.Other other : record.others()) {
            if (!other.driver().equals(driver)) {
                meet(other.driver(), record.job());
            } else if (own == null) {
                noteBarred(record, other);
            }
        }
        if (own != null) {
            possible.add(record.job());
            DecisionRecord.Considered winner = Numbers.winner(record);
            // A brief record does not tell how many were considered.
            if (winner != null && !winner.driver().equals(driver) && !record.brief()) {
                noteLost(record, own, winner, place);
            }
        }
    }

    private void meet(DriverId other, JobId job) {
        neighbours.computeIfAbsent(other, _ -> new HashSet<>()).add(job);
    }

    private void noteBarred(DecisionRecord record, DecisionRecord.Other own) {
        barred.add(record.job());
        for (Exclusion reason : own.reasons()) {
            reasons.computeIfAbsent(reason, _ -> new HashSet<>()).add(record.job());
        }
        if (own.otherwise() == WhatIf.Verdict.YES) {
            otherwiseHis
                    .computeIfAbsent(own.reasons().getFirst(), _ -> new HashSet<>())
                    .add(record.job());
        }
    }

    private void noteLost(
            DecisionRecord record,
            DecisionRecord.Considered own,
            DecisionRecord.Considered winner,
            int place) {
        places.add((long) place);
        counts.add((long) record.considered().size());
        if (winner.terms().millis(CostTerm.LINE) != 0) {
            inLine++;
            return;
        }
        long gap = own.terms().totalMillis() - winner.terms().totalMillis();
        if (gap < 0) {
            ahead++;
        } else {
            behind.add(gap);
            CostTerm most = mostAgainst(own.terms(), winner.terms());
            if (most != null) {
                against.merge(most, 1, Integer::sum);
            }
        }
        if (own.nearerMillis() > 0 && (nearerMillis == 0 || own.nearerMillis() < nearerMillis)) {
            nearerMillis = own.nearerMillis();
            nearerAtMillis = record.atMillis();
        }
    }

    /// What of his cost exceeded the winner's by most, the first of equals; null if nothing did.
    private static @Nullable CostTerm mostAgainst(CostTerms own, CostTerms winner) {
        CostTerm most = null;
        long by = 0;
        for (CostTerm term : CostTerm.values()) {
            long more = own.millis(term) - winner.millis(term);
            if (more > by) {
                by = more;
                most = term;
            }
        }
        return most;
    }

    /// Those who were near the same pickups, the most often first, a hundred at most: to be
    /// compared with, never to be named.
    public List<DriverId> neighbours() {
        Comparator<Map.Entry<DriverId, Set<JobId>>> often =
                Comparator.comparingInt(each -> -each.getValue().size());
        return neighbours.entrySet().stream()
                .sorted(often)
                .limit(MOST_NEIGHBOURS)
                .map(Map.Entry::getKey)
                .toList();
    }

    DriverId driver() {
        return driver;
    }

    HourBook book() {
        return book;
    }

    long fromMillis() {
        return fromMillis;
    }

    long toMillis() {
        return toMillis;
    }

    /// Jobs that he could have done, not offered to him.
    int possibleJobs() {
        return possible.size();
    }

    /// Jobs near for which he was never considered.
    int barredJobs() {
        return barred.size();
    }

    /// The jobs for which he was not considered, by reason; a job may have several.
    Map<Exclusion, Integer> reasons() {
        return sizes(reasons);
    }

    /// Those of them that would for certain have been his without that reason.
    Map<Exclusion, Integer> otherwiseHis() {
        return sizes(otherwiseHis);
    }

    private static Map<Exclusion, Integer> sizes(Map<Exclusion, Set<JobId>> jobs) {
        EnumMap<Exclusion, Integer> sizes = new EnumMap<>(Exclusion.class);
        jobs.forEach(
                (reason, set) -> {
                    if (!set.isEmpty()) {
                        sizes.put(reason, set.size());
                    }
                });
        return sizes;
    }

    /// In how many decisions he was considered and another driver was asked.
    int lost() {
        return places.size();
    }

    /// His place in these, in the median.
    long place() {
        return median(places);
    }

    /// How many were considered in these, in the median.
    long considered() {
        return median(counts);
    }

    /// In how many of these he was behind by cost, ties included.
    int behind() {
        return behind.size();
    }

    /// By how much in the median, milliseconds.
    long behindMillis() {
        return median(behind);
    }

    /// In how many of these he was ahead by cost.
    int ahead() {
        return ahead;
    }

    /// In how many of these a line decided.
    int inLine() {
        return inLine;
    }

    /// What exceeded the cost of the one who was asked by most, by number of decisions.
    Map<CostTerm, Integer> against() {
        return against;
    }

    /// The least that he would have had to be nearer for a job to be his for certain, or 0.
    int nearerMillis() {
        return nearerMillis;
    }

    long nearerAtMillis() {
        return nearerAtMillis;
    }

    /// The middle one, or the mean of the two in the middle, rounded down; 0 of none.
    static long median(List<Long> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Long> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : Math.floorDiv(sorted.get(half - 1) + sorted.get(half), 2L);
    }
}
