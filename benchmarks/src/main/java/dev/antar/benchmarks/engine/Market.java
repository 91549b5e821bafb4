package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.data.City;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.offer.Offer;
import dev.antar.server.engine.Recorder;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One region with all drivers of a city on duty. A driver's slot is his number in the city. Time
/// passes by so little that nobody falls silent in the meantime.
final class Market {

    private static final int ROUND_MILLIS = 50;
    private static final int BATCH = 1_000;
    private static final int HOUR = 3_600_000;

    final City city;
    final DispatchConfig config;
    final Dispatcher dispatcher;
    long now = 1_790_000_000_000L;

    /// Runs during rounds, and whenever somebody starts it.
    final Stopwatch watch = new Stopwatch();

    private final Recorder recorder;
    private int jobs;

    /// @param revision whether offers go out in rounds alone
    Market(int drivers, long seed, MatchingPolicy policy, Revision revision) {
        this(drivers, seed, policy, revision, Watcher.NONE);
    }

    /// @param watcher hears of everything
    Market(int drivers, long seed, MatchingPolicy policy, Revision revision, Watcher watcher) {
        this(drivers, seed, policy, revision, watcher, Recorder.NONE);
    }

    /// @param recorder is told of every command, as by a server
    Market(
            int drivers,
            long seed,
            MatchingPolicy policy,
            Revision revision,
            Watcher watcher,
            Recorder recorder) {
        this.recorder = recorder;
        city = new City(drivers, seed);
        config =
                DispatchConfig.defaults()
                        .withRevision(revision)
                        .withTimes(ROUND_MILLIS, 600_000, HOUR)
                        .withSilence(HOUR, HOUR, HOUR, HOUR);
        dispatcher = new Dispatcher(config, policy, watcher);
    }

    /// Lets every driver begin to work and say where he is.
    void open() {
        FixBatch batch = new FixBatch();
        for (int i = 0; i < city.drivers(); i++) {
            DriverId driver = new DriverId("d" + i);
            handle(new Command.RegisterDriver(now, DriverProfile.car(driver)));
            handle(new Command.GoOnline(now, driver, Availability.open()));
            batch.add(i, Fix.at(new LatLng(city.lat(i), city.lng(i)), now));
            if (batch.size() == BATCH || i == city.drivers() - 1) {
                handle(new Command.ReportFixes(now, batch));
                batch.clear();
            }
        }
    }

    void handle(Command command) {
        handle(command, _ -> {});
    }

    void handle(Command command, Consumer<Event> events) {
        if (recorder.equals(Recorder.NONE)) {
            check(command, dispatcher.handle(command, events));
            return;
        }
        List<Event> followed = new ArrayList<>();
        Result result = dispatcher.handle(command, followed::add);
        recorder.handled(command, result, followed);
        check(command, result);
        followed.forEach(events);
    }

    private static void check(Command command, Result result) {
        if (!result.isDone()) {
            throw new WrongAnswer("refused: " + command);
        }
    }

    /// Asks for so many jobs near drivers.
    List<JobId> ask(int count) {
        List<JobId> asked = new ArrayList<>(count);
        for (Job job : jobs(count, Requirements.NONE)) {
            asked.add(job.id());
            handle(new Command.SubmitJob(now, job));
        }
        return asked;
    }

    /// New jobs near drivers, not asked for yet.
    List<Job> jobs(int count, Requirements requirements) {
        City.Moves pickups = city.ask(count);
        List<Job> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LatLng pickup = new LatLng(pickups.lat()[i], pickups.lng()[i]);
            LatLng dropoff = new LatLng(pickup.lat() + 0.03, pickup.lng());
            JobId id = new JobId("j" + jobs++);
            made.add(Job.now(id, JobKind.RIDE, pickup, dropoff, requirements, now));
        }
        return made;
    }

    /// Holds a round, timed.
    ///
    /// @param offers is given what it made
    void round(List<Offer> offers) {
        watch.start();
        tick(offers);
        watch.stop();
    }

    /// The same, not timed.
    void tick(List<Offer> offers) {
        now += ROUND_MILLIS;
        handle(
                new Command.Tick(now),
                event -> {
                    if (event instanceof Event.OfferMade made) {
                        offers.add(made.offer());
                    }
                });
    }

    /// Heap in use after a collection.
    static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
