package dev.antar.simulator.horizon;

import dev.antar.core.matching.SparseOneToOne;
import dev.antar.core.plan.CandidateDrivers;
import dev.antar.core.plan.Plan;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.Planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Plays a case minute by minute, or whatever a round is: drivers serve their plans, jobs become
/// known, a round plans anew, and those who must leave now to be in time leave. One use.
public final class RollingHorizon {

    private final Case problem;
    private final HorizonPolicy policy;
    private final Planner planner;
    private final CandidateDrivers candidates;
    private final Served[] served;
    private final long[] decidedAt;
    private final long[] departedAt;
    private final int[] visit;
    private final int[] jobsOf;
    private final List<Drive> drives = new ArrayList<>();
    private long roundAt;
    private int visits;

    /// @param candidates makes the search for whom to ask
    public RollingHorizon(Case problem, HorizonPolicy policy, CandidateSource candidates) {
        this.problem = problem;
        this.policy = policy;
        this.planner =
                new Planner(problem.legs(), problem.rules(), policy.cost(), new SparseOneToOne());
        for (PlanDriver driver : problem.drivers()) {
            planner.addDriver(driver);
        }
        this.candidates = candidates.of(this);
        this.served = new Served[problem.jobs().size()];
        Arrays.fill(served, Served.NOT);
        this.decidedAt = new long[served.length];
        Arrays.fill(decidedAt, Served.NEVER);
        this.departedAt = new long[planner.drivers()];
        this.visit = new int[planner.drivers()];
        this.jobsOf = new int[planner.drivers()];
    }

    /// Makes the search for candidates of a horizon.
    @FunctionalInterface
    public interface CandidateSource {
        CandidateDrivers of(RollingHorizon horizon);
    }

    /// Plays until nothing more can happen. Jobs known after `cutMillis` never become known, which
    /// is how a test sees that nothing looked ahead.
    public List<Served> run(long cutMillis) {
        List<KnownJob> coming =
                problem.jobs().stream()
                        .filter(j -> j.knownAtMillis() <= cutMillis)
                        .sorted(Comparator.comparingLong(KnownJob::knownAtMillis))
                        .toList();
        if (coming.isEmpty()) {
            return List.of(served);
        }
        long last = coming.getLast().knownAtMillis();
        for (PlanDriver driver : problem.drivers()) {
            if (driver.endsAtMillis() < Long.MAX_VALUE / 8) {
                last = Math.max(last, driver.endsAtMillis());
            }
        }
        int next = 0;
        roundAt = Math.ceilDiv(coming.getFirst().knownAtMillis(), policy.roundMillis());
        roundAt *= policy.roundMillis();
        while (next < coming.size() || roundAt <= last || underWay()) {
            advanceAll();
            while (next < coming.size() && coming.get(next).knownAtMillis() <= roundAt) {
                planner.addJob(coming.get(next++).job());
            }
            planner.round(candidates, policy.budget());
            setOut();
            roundAt += policy.roundMillis();
        }
        return List.of(served);
    }

    /// Every way driven, in the order in which they began, driver by driver within a round.
    public List<Drive> drives() {
        return List.copyOf(drives);
    }

    public Planner planner() {
        return planner;
    }

    public Case problem() {
        return problem;
    }

    public HorizonPolicy policy() {
        return policy;
    }

    /// The moment of the round.
    public long roundAtMillis() {
        return roundAt;
    }

    private boolean underWay() {
        for (int i = 0; i < planner.drivers(); i++) {
            if (planner.plan(i).size() > 0) {
                return true;
            }
        }
        return false;
    }

    private void advanceAll() {
        for (int i = 0; i < planner.drivers(); i++) {
            Plan plan = planner.plan(i);
            advance(plan);
            divert(plan);
            planner.waitUntil(plan, roundAt);
            planner.fee(plan, fee(i));
        }
    }

    /// What happens to a driver before this round.
    private void advance(Plan plan) {
        while (plan.size() > 0) {
            if (plan.departed()) {
                if (planner.visitAtMillis(plan) > roundAt) {
                    return;
                }
                serve(plan);
            } else {
                long leaveAt = planner.leaveAtMillis(plan);
                if (leaveAt >= roundAt) {
                    return;
                }
                depart(plan, leaveAt, roundAt - policy.roundMillis());
            }
        }
    }

    /// A driver on his way may turn off at the next place that he passes.
    private void divert(Plan plan) {
        if (plan.size() == 0 || !plan.departed()) {
            return;
        }
        long left = departedAt[plan.driver()];
        Waypoints.Waypoint at =
                problem.waypoints().after(plan.place(), planner.visitPlace(plan), left, roundAt);
        if (at == null) {
            return;
        }
        for (int i = 0; i < planner.visitSize(plan); i++) {
            if (plan.isPickupAt(i)) {
                decidedAt[plan.job(i)] = Served.NEVER;
            }
        }
        if (at.place() != plan.place()) {
            drives.add(
                    new Drive(
                            plan.driver(),
                            plan.place(),
                            at.place(),
                            left,
                            at.atMillis(),
                            plan.load()));
        }
        planner.divert(plan, at.place(), at.atMillis());
    }

    private void setOut() {
        for (int i = 0; i < planner.drivers(); i++) {
            Plan plan = planner.plan(i);
            if (plan.size() == 0) {
                continue;
            }
            if (plan.departed()) {
                planner.holdVisit(plan);
                decide(plan, roundAt);
            } else if (planner.leaveAtMillis(plan) <= roundAt) {
                depart(plan, planner.leaveAtMillis(plan), roundAt);
            }
        }
    }

    private void depart(Plan plan, long at, long decided) {
        departedAt[plan.driver()] = at;
        if (plan.isPickupAt(0)) {
            visit[plan.driver()] = visits++;
        }
        planner.depart(plan, at);
        decide(plan, decided);
    }

    private void decide(Plan plan, long at) {
        for (int i = planner.visitSize(plan) - 1; i >= 0; i--) {
            if (decidedAt[plan.job(i)] == Served.NEVER) {
                decidedAt[plan.job(i)] = at;
            }
        }
    }

    private void serve(Plan plan) {
        int driver = plan.driver();
        long at = planner.visitAtMillis(plan);
        long arrived = departedAt[driver] + planner.travelMillis(plan);
        if (plan.place() != planner.visitPlace(plan)) {
            drives.add(
                    new Drive(
                            driver,
                            plan.place(),
                            planner.visitPlace(plan),
                            departedAt[driver],
                            arrived,
                            plan.load()));
        }
        for (int i = 0; i < planner.visitSize(plan); i++) {
            int job = plan.job(i);
            if (plan.isPickupAt(i)) {
                served[job] =
                        new Served(
                                driver,
                                visit[driver],
                                decidedAt[job],
                                departedAt[driver],
                                arrived,
                                at,
                                Served.NEVER);
            } else {
                Served s = served[job];
                served[job] =
                        new Served(
                                s.driver(),
                                s.visit(),
                                s.decidedAt(),
                                s.departedAt(),
                                s.arrivedAt(),
                                s.pickedUpAt(),
                                at);
                jobsOf[driver]++;
            }
        }
        planner.serve(plan);
    }

    /// Grows with the share of the paid-for work that a driver has had.
    private int fee(int driver) {
        PlanDriver who = problem.drivers().get(driver);
        long shift = who.endsAtMillis() - who.fromMillis();
        long paid = policy.guaranteeMillis();
        return paid == 0 || shift <= 0
                ? 0
                : (int)
                        Math.min(
                                Integer.MAX_VALUE / 4,
                                (long) policy.feeMillis() * jobsOf[driver] * paid / shift);
    }
}
