package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;
import dev.antar.core.fleet.Sighting;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;
import dev.antar.core.travel.Approach;
import dev.antar.core.travel.StraightLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Some jobs and free drivers, scattered over a few kilometres with two crowded corners.
final class LittleCity {

    static final long NOW = 1_000_000;

    private static final StraightLine TRAVEL_TIMES = new StraightLine(6, 1.3);

    private final Roster roster = new Roster();
    private final DriverIndex free = new DriverIndex(new CellGrid(9));
    private final List<OpenJob> jobs = new ArrayList<>();
    private final Acceptance acceptance = new Acceptance();
    private final Cost cost;
    private final long nowMillis;

    LittleCity(Random random, int jobCount, int driverCount, int maxPickupMillis) {
        this(random, jobCount, driverCount, new Cost(maxPickupMillis, 50, 0), NOW);
    }

    /// Where drivers are known to decline the more often, the farther the pickup.
    static LittleCity ofDecliners(
            Random random, int jobCount, int driverCount, int maxPickupMillis) {
        Cost cost = new Cost(maxPickupMillis, 50, 0).withRefusals(1 + random.nextInt(1_000));
        LittleCity city = new LittleCity(random, jobCount, driverCount, cost, NOW);
        city.learn(random, random.nextInt(3_000));
        return city;
    }

    LittleCity(Random random, int jobCount, int driverCount, Cost cost, long nowMillis) {
        this.cost = cost;
        this.nowMillis = nowMillis;
        for (int i = 0; i < driverCount; i++) {
            addDriver(somewhere(random));
        }
        for (int i = 0; i < jobCount; i++) {
            addJob(somewhere(random), nowMillis - random.nextInt(300_000));
        }
    }

    /// Lets so many offers be answered, the less readily the farther the pickup.
    void learn(Random random, int offers) {
        for (int i = 0; i < offers; i++) {
            int row = random.nextInt(12);
            int pickup = random.nextInt(900_000);
            boolean accepts = random.nextInt(900_000) > pickup;
            acceptance.observe(row, pickup, accepts, random.nextInt(15_000));
        }
    }

    void addDriver(LatLng position) {
        DriverProfile profile = DriverProfile.car(new DriverId("d" + roster.size()));
        Driver driver = roster.register(profile, 0);
        driver.become(DriverState.IDLE, nowMillis);
        driver.becomeAlive(Liveness.LIVE);
        Sighting.of(driver, Fix.at(position, nowMillis), nowMillis);
        free.put(driver.slot(), position.lat(), position.lng(), driver.bits(), nowMillis);
    }

    OpenJob addJob(LatLng pickup, long requestedAtMillis) {
        LatLng dropoff = new LatLng(pickup.lat() + 0.02, pickup.lng());
        JobId id = new JobId("j" + jobs.size());
        Job job = Job.now(id, JobKind.RIDE, pickup, dropoff, Requirements.NONE, requestedAtMillis);
        OpenJob open = new OpenJob(job, jobs.size(), requestedAtMillis);
        jobs.add(open);
        return open;
    }

    Round round() {
        return new Round(nowMillis, jobs, search());
    }

    CandidateSearch search() {
        return search(Lineup.NONE);
    }

    CandidateSearch search(Lineup lineup) {
        return search(lineup, cost);
    }

    CandidateSearch search(Cost other) {
        return search(Lineup.NONE, other);
    }

    void weighIncome(int slot, int millis) {
        roster.at(slot).weighIncome(millis);
    }

    private CandidateSearch search(Lineup lineup, Cost cost) {
        return new CandidateSearch(
                roster,
                free,
                new Approaches(TRAVEL_TIMES),
                cost,
                acceptance,
                new SkillBits(List.of()),
                30_000,
                lineup,
                null,
                null);
    }

    LineSearch lineSearch(Lineup lineup) {
        Approaches approaches = new Approaches(TRAVEL_TIMES);
        return new LineSearch(
                roster,
                lineup,
                approaches,
                new Eligibility(30_000),
                new SkillBits(List.of()),
                new WayLimits(approaches, cost));
    }

    Approach approach(OpenJob job) {
        return TRAVEL_TIMES.toward(job.job().pickup(), nowMillis);
    }

    boolean present(int slot) {
        return free.contains(slot);
    }

    void removeDriver(int slot) {
        free.remove(slot);
    }

    void bringBack(int slot, LatLng position) {
        Driver driver = roster.at(slot);
        Sighting.of(driver, Fix.at(position, nowMillis), nowMillis);
        free.put(slot, position.lat(), position.lng(), driver.bits(), nowMillis);
    }

    int drivers() {
        return roster.size();
    }

    List<OpenJob> jobs() {
        return jobs;
    }

    int maxPickupMillis() {
        return cost.maxPickupMillis();
    }

    long unmatchedMillis(OpenJob job) {
        return cost.unmatchedMillis(job, nowMillis);
    }

    int costMillis(OpenJob job, int slot) {
        LatLng position = Objects.requireNonNull(roster.at(slot).position());
        int way = TRAVEL_TIMES.millis(position, job.job().pickup(), nowMillis);
        double trip = TRAVEL_TIMES.meters(job.job().pickup(), job.job().dropoff());
        long refusal =
                (long) acceptance.refusalMillis(Acceptance.row(JobKind.RIDE, false, trip), way)
                        * cost.refusalPercent()
                        / 100;
        return way > cost.maxPickupMillis()
                ? Integer.MAX_VALUE
                : (int) Math.min(way + refusal, Math.max(way, cost.maxPickupMillis() - 1));
    }

    static LatLng somewhere(Random random) {
        double spread = random.nextInt(3) == 0 ? 0.05 : 0.005;
        double corner = random.nextBoolean() ? 0 : 0.02;
        return new LatLng(
                57.70 + corner + random.nextGaussian() * spread,
                11.97 - corner + random.nextGaussian() * spread * 2);
    }
}
