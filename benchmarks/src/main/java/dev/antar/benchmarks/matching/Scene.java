package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.data.City;
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
import dev.antar.core.matching.Cost;
import dev.antar.core.matching.SkillBits;

import java.util.ArrayList;
import java.util.List;

/// A city of free drivers, and jobs near them: the search for candidates as the engine makes it.
final class Scene {

    static final long NOW = 1_000_000_000;

    private final City city;
    private final Roster roster = new Roster();
    private final DriverIndex free;
    private int jobs;

    /// As the engine's.
    final CandidateSearch search;

    /// The same where expected refusals cost.
    final CandidateSearch weighing;

    Scene(int drivers, long seed) {
        city = new City(drivers, seed);
        DispatchConfig config = DispatchConfig.defaults();
        free = new DriverIndex(new CellGrid(config.resolution()));
        FixScreen screen = new FixScreen(config.fixLimits(), roster);
        FixBatch fixes = new FixBatch();
        for (int d = 0; d < drivers; d++) {
            Driver driver = roster.register(DriverProfile.car(new DriverId("d" + d)), 0);
            driver.become(DriverState.IDLE, NOW);
            driver.becomeAlive(Liveness.LIVE);
            fixes.clear();
            fixes.add(d, Fix.at(new LatLng(city.lat(d), city.lng(d)), NOW));
            screen.judge(fixes, 0, NOW);
            bringBack(d);
        }
        search = searchBy(config, config.cost());
        weighing = searchBy(config, config.cost().withRefusals(100));
    }

    private CandidateSearch searchBy(DispatchConfig config, Cost cost) {
        return new CandidateSearch(
                roster,
                free,
                new Approaches(config.travelTimes()),
                cost,
                new SkillBits(List.of()),
                config.maxFixAgeMillis());
    }

    void remove(int slot) {
        free.remove(slot);
    }

    void bringBack(int slot) {
        free.put(slot, city.lat(slot), city.lng(slot), roster.at(slot).bits(), NOW);
    }

    /// New jobs where drivers are.
    List<OpenJob> jobs(int count) {
        City.Moves pickups = city.ask(count);
        List<OpenJob> made = new ArrayList<>(count);
        for (int j = 0; j < count; j++) {
            made.add(job(new LatLng(pickups.lat()[j], pickups.lng()[j])));
        }
        return made;
    }

    /// New jobs all at one place, that of a driver.
    List<OpenJob> crowd(int count, int slot) {
        List<OpenJob> made = new ArrayList<>(count);
        for (int j = 0; j < count; j++) {
            made.add(job(new LatLng(city.lat(slot), city.lng(slot))));
        }
        return made;
    }

    private OpenJob job(LatLng pickup) {
        LatLng dropoff = new LatLng(pickup.lat() + 0.03, pickup.lng());
        JobId id = new JobId("j" + jobs);
        Job job = Job.now(id, JobKind.RIDE, pickup, dropoff, Requirements.NONE, NOW);
        return new OpenJob(job, jobs++, NOW);
    }
}
