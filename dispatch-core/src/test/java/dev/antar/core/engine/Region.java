package dev.antar.core.engine;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.MinimumCost;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A region told in few words: places are metres east of a corner, time is seconds.
final class Region {

    static final long START = 1_000_000_000_000L;

    final List<Event> events = new ArrayList<>();
    final DispatchConfig config;
    Dispatcher dispatcher;
    long now = START;

    Region() {
        this(DispatchConfig.defaults());
    }

    Region(DispatchConfig config) {
        this.config = config;
        this.dispatcher = new Dispatcher(config, new MinimumCost(), Watcher.NONE);
    }

    Result handle(Command command) {
        return dispatcher.handle(command, events::add);
    }

    /// Lets time pass with a tick every second, and phones reporting in between.
    void pass(int seconds, String... heard) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000;
            for (String driver : heard) {
                handle(new Command.Heartbeat(now, new DriverId(driver)));
            }
            handle(new Command.Tick(now));
        }
    }

    void driver(String name, int metersEast) {
        driver(DriverProfile.car(new DriverId(name)), metersEast);
    }

    void driver(DriverProfile profile, int metersEast) {
        handle(new Command.RegisterDriver(now, profile));
        handle(new Command.GoOnline(now, profile.id(), Availability.open()));
        fix(profile.id().value(), metersEast);
    }

    Result fix(String name, int metersEast) {
        return handle(new Command.ReportFix(now, new DriverId(name), Fix.at(at(metersEast), now)));
    }

    Result job(String name, int metersEast) {
        return job(name, metersEast, Requirements.NONE);
    }

    Result job(String name, int metersEast, Requirements requirements) {
        return handle(
                new Command.SubmitJob(
                        now,
                        Job.now(
                                new JobId(name),
                                JobKind.RIDE,
                                at(metersEast),
                                at(metersEast + 3_000),
                                requirements,
                                now)));
    }

    /// Asks for a ride that may be shared.
    Result shared(String name, int from, int to, int seats) {
        return handle(
                new Command.SubmitJob(
                        now,
                        new Job(
                                new JobId(name),
                                JobKind.RIDE,
                                at(from),
                                at(to),
                                Requirements.of(Set.of(), Set.of(), seats),
                                new Terms(Terms.NOW, Terms.NOW, Terms.NOW, true),
                                now)));
    }

    static Requirements needing(Vehicle vehicle, String... skills) {
        return Requirements.of(Set.of(vehicle), List.of(skills), 1);
    }

    Result accept(String driver, long offer) {
        return handle(new Command.AcceptOffer(now, new DriverId(driver), offer));
    }

    Result decline(String driver, long offer) {
        return handle(new Command.DeclineOffer(now, new DriverId(driver), offer));
    }

    Result cancel(String job) {
        return handle(
                new Command.CancelJob(
                        now, new JobId(job), CancelledBy.CUSTOMER, "changed my mind"));
    }

    Result arrive(String driver, String job) {
        return handle(new Command.ArriveAtPickup(now, new DriverId(driver), new JobId(job)));
    }

    Result pickUp(String driver, String job) {
        return handle(new Command.PickUpJob(now, new DriverId(driver), new JobId(job)));
    }

    Result release(String driver, String job) {
        return handle(new Command.ReleaseJob(now, new DriverId(driver), new JobId(job)));
    }

    Result complete(String driver, String job) {
        return handle(new Command.CompleteJob(now, new DriverId(driver), new JobId(job)));
    }

    Result pause(String driver, String why) {
        return handle(new Command.PauseDriver(now, new DriverId(driver), "ops", why));
    }

    Result resume(String driver, String why) {
        return handle(new Command.ResumeDriver(now, new DriverId(driver), "ops", why));
    }

    /// The job's live offer; fails if there is none.
    long offerOf(String job) {
        long offer = open(job).offerId();
        if (offer == 0) {
            throw new AssertionError(job + " is " + open(job).state() + " and not offered");
        }
        return offer;
    }

    /// To whom the job is offered, or who holds it.
    String driverOf(String job) {
        int slot = open(job).driverSlot();
        return slot == OpenJob.NOBODY ? "nobody" : dispatcher.roster().at(slot).id().value();
    }

    JobState stateOf(String job) {
        return open(job).state();
    }

    UnmatchedReason reasonOf(String job) {
        return Objects.requireNonNull(open(job).unmatchedReason(), "a waiting job has a reason");
    }

    OpenJob open(String job) {
        return Objects.requireNonNull(
                dispatcher.openJob(new JobId(job)), () -> job + " is not open");
    }

    /// What a process that died and came back knows.
    void restart() {
        restart(List.of());
    }

    /// The same, with what was remembered of drivers' pay.
    void restart(List<Income> incomes) {
        dispatcher =
                Dispatcher.restore(
                        config,
                        new MinimumCost(),
                        Watcher.NONE,
                        Snapshot.of(events).withIncomes(incomes, List.of()),
                        now);
    }

    static LatLng at(int metersEast) {
        return new LatLng(0, metersEast / 111_195.0);
    }
}
