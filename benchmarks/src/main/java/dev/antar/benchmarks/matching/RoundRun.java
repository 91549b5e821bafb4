package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.data.City;
import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixScreen;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.Approaches;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.SkillBits;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;

/// Whole rounds: 1,000 new jobs among 20,000 free drivers, the search for candidates included.
final class RoundRun {

    private static final int JOBS = 1_000;
    private static final int DRIVERS = 20_000;
    private static final long NOW = 1_000_000_000;

    private final Bench bench;
    private final City city;
    private final CandidateSearch search;

    RoundRun(Bench bench) {
        this.bench = bench;
        this.city = new City(DRIVERS, bench.seed());
        DispatchConfig config = DispatchConfig.defaults();
        Roster roster = new Roster();
        DriverIndex free = new DriverIndex(new CellGrid(config.resolution()));
        FixScreen screen = new FixScreen(config.fixLimits(), roster);
        FixBatch fixes = new FixBatch();
        for (int d = 0; d < DRIVERS; d++) {
            Driver driver = roster.register(DriverProfile.car(new DriverId("d" + d)), 0);
            LatLng position = new LatLng(city.lat(d), city.lng(d));
            driver.become(DriverState.IDLE, NOW);
            driver.becomeAlive(Liveness.LIVE);
            fixes.clear();
            fixes.add(d, Fix.at(position, NOW));
            screen.judge(fixes, 0, NOW);
            free.put(d, position.lat(), position.lng(), driver.bits(), NOW);
        }
        search =
                new CandidateSearch(
                        roster,
                        free,
                        new Approaches(config.travelTimes()),
                        config.cost(),
                        new SkillBits(List.of()),
                        config.maxFixAgeMillis());
    }

    void measure() {
        MinimumCost minimumCost = new MinimumCost();
        measure("antar", minimumCost);
        if (!minimumCost.certificate().optimal()) {
            throw new WrongAnswer("not proved: " + minimumCost.certificate());
        }
        measure("nearest-first", new NearestFirst());
    }

    private void measure(String subject, MatchingPolicy policy) {
        bench.say("rounds of " + JOBS + " jobs, " + subject);
        int rounds = bench.quick() ? 200 : 600;
        Runs slow = new Runs();
        for (int run = -1; run < (bench.quick() ? 3 : 5); run++) {
            Histogram nanos = new Histogram(3);
            for (int i = 0; i < rounds; i++) {
                Round round = new Round(NOW, jobs(), search);
                long began = System.nanoTime();
                policy.match(round);
                nanos.recordValue(System.nanoTime() - began);
            }
            if (run >= 0) {
                slow.add(nanos.getValueAtPercentile(99) / 1e6);
            }
        }
        bench.row(subject, DRIVERS, "round_1k_ms_p99", "ms", slow);
    }

    private List<OpenJob> jobs() {
        City.Moves pickups = city.ask(JOBS);
        List<OpenJob> jobs = new ArrayList<>(JOBS);
        for (int j = 0; j < JOBS; j++) {
            LatLng pickup = new LatLng(pickups.lat()[j], pickups.lng()[j]);
            LatLng dropoff = new LatLng(pickup.lat() + 0.03, pickup.lng());
            Job job =
                    Job.now(
                            new JobId("j" + j),
                            JobKind.RIDE,
                            pickup,
                            dropoff,
                            Requirements.NONE,
                            NOW);
            jobs.add(new OpenJob(job, j, NOW));
        }
        return jobs;
    }
}
