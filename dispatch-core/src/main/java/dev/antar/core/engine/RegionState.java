package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.fleet.FixScreen;
import dev.antar.core.fleet.Pause;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.matching.Approaches;
import dev.antar.core.matching.SkillBits;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.offer.OfferOutcome;

import org.agrona.collections.IntHashSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Everything the region knows, and the one place where an event changes it. Deciding is
/// [Dispatcher]'s business; whoever replays events here gets the state that it had.
final class RegionState {

    private static final int REMEMBERED = 65_536;

    private final Ruling ruling;
    private final SkillBits skills;
    private final Watcher watcher;
    private final Roster roster = new Roster();
    private final FixScreen screen;
    private final Whereabouts whereabouts;
    private final Takers takers;
    private final Legs legs;
    private final Responses responses = new Responses();
    private final Approaches approaches;
    private final OfferBook offers = new OfferBook(REMEMBERED);
    private final Lines lines;
    private final JobBook jobs = new JobBook(REMEMBERED);
    private final HeldJobs held = new HeldJobs();
    private final IntHashSet swappedOut = new IntHashSet();
    private final Incomes incomes = new Incomes(this);
    private final Counts counts = new Counts();
    private long lastSeq;

    RegionState(DispatchConfig config, Ruling ruling, Watcher watcher) {
        this.ruling = ruling;
        this.skills = new SkillBits(config.skills());
        this.watcher = watcher;
        this.screen = new FixScreen(config.fixLimits(), roster);
        this.legs = new Legs(config.travelTimes());
        this.approaches = new Approaches(legs.travelTimes());
        this.whereabouts = new Whereabouts(new CellGrid(config.resolution()));
        this.takers = new Takers(new CellGrid(config.resolution()), ruling, held, jobs);
        this.lines = new Lines(config.zones());
    }

    Ruling ruling() {
        return ruling;
    }

    Incomes incomes() {
        return incomes;
    }

    Roster roster() {
        return roster;
    }

    SkillBits skills() {
        return skills;
    }

    /// Drivers on duty with a known position; which of them are free, a filter tells.
    DriverIndex onDuty() {
        return whereabouts.onDuty();
    }

    /// Drivers who may be asked for the job after those they hold, where the last of these ends.
    DriverIndex ends() {
        return takers.ends();
    }

    FixScreen screen() {
        return screen;
    }

    Lines lines() {
        return lines;
    }

    Takers takers() {
        return takers;
    }

    HeldJobs held() {
        return held;
    }

    Counts counts() {
        return counts;
    }

    /// Times to the pickups of open jobs.
    Approaches approaches() {
        return approaches;
    }

    /// Who learns from driven legs.
    Legs legs() {
        return legs;
    }

    /// Who learns from how offers end.
    Responses responses() {
        return responses;
    }

    OfferBook offers() {
        return offers;
    }

    JobBook jobs() {
        return jobs;
    }

    @Nullable OpenJob open(JobId id) {
        return jobs.open(id);
    }

    /// Whether a job was taken from the driver since he last completed one.
    boolean swappedOut(int slot) {
        return swappedOut.contains(slot);
    }

    /// Jobs that the driver holds, in order of acceptance.
    List<OpenJob> heldBy(Driver driver) {
        return held.of(driver.slot());
    }

    /// What is ahead of the driver, next first.
    List<Stop> stopsOf(Driver driver) {
        return held.stopsOf(driver.slot());
    }

    int driversIn(DriverState state) {
        return counts.of(state);
    }

    int jobsIn(JobState state) {
        return counts.of(state);
    }

    long lastSeq() {
        return lastSeq;
    }

    /// What was folded so far is the past.
    void continueFrom(long seq) {
        lastSeq = seq;
        counts.forgetEnded();
    }

    /// The driver, as he is in an image, takes his place in the index.
    void restore(int slot, boolean wasSwappedOut) {
        Driver driver = roster.at(slot);
        counts.enter(driver.state());
        if (wasSwappedOut) {
            swappedOut.add(slot);
        }
        whereabouts.changed(driver);
    }

    void restore(List<Integer> jobs, long seq) {
        lastSeq = seq;
        counts.restoreJobs(jobs);
    }

    void apply(Event event) {
        lastSeq = Math.max(lastSeq, event.seq());
        switch (event) {
            case Event.PolicyChanged changed -> ruling.apply(changed);
            case Event.DriverRegistered registered -> register(registered);
            case Event.DriverWentOnline online -> {
                Driver driver = driver(online.driver());
                driver.want(online.availability(), online.limits());
                if (!driver.onDuty()) {
                    become(driver, DriverState.IDLE, event.atMillis());
                }
                watcher.driverChanged(driver);
            }
            case Event.DriverQueued queued ->
                    lines.join(driver(queued.driver()).slot(), queued.zone(), queued.seq());
            case Event.DriverUnqueued unqueued -> lines.leave(driver(unqueued.driver()).slot());
            case Event.DriverWentOffline offline ->
                    become(driver(offline.driver()), DriverState.OFFLINE, event.atMillis());
            case Event.DriverPaused paused ->
                    pause(
                            paused.driver(),
                            new Pause(paused.atMillis(), paused.by(), paused.reason()));
            case Event.DriverResumed resumed -> pause(resumed.driver(), null);
            case Event.JobSubmitted submitted -> submit(submitted);
            case Event.OfJob ofJob -> applyTo(job(ofJob.job()), ofJob);
        }
    }

    /// Brings the index in line with a new position.
    void moved(Driver driver) {
        whereabouts.moved(driver);
        watcher.driverChanged(driver);
    }

    /// Whoever lets drivers move ends with this: now the index knows.
    void settle() {
        whereabouts.settle();
    }

    private void register(Event.DriverRegistered registered) {
        int known = roster.size();
        Driver driver =
                roster.register(registered.profile(), skills.bitsOf(registered.profile().skills()));
        if (roster.size() > known) {
            counts.enter(driver.state());
        }
        whereabouts.marked(driver);
        watcher.driverChanged(driver);
    }

    private void pause(DriverId id, @Nullable Pause why) {
        Driver driver = driver(id);
        driver.pause(why);
        watcher.driverChanged(driver);
    }

    private void submit(Event.JobSubmitted submitted) {
        OpenJob job = new OpenJob(submitted.asked(), submitted.seq(), submitted.dueAtMillis());
        jobs.add(job);
        counts.enter(job.state());
        watcher.jobChanged(job);
    }

    private void applyTo(OpenJob job, Event.OfJob event) {
        if (event.version() != job.version() + 1) {
            throw new IllegalStateException(
                    event + " does not follow version " + job.version() + " of its job");
        }
        long at = event.atMillis();
        int slot = job.driverSlot();
        int swapSlot = job.swapSlot();
        boolean wasHeld = job.state().held();
        counts.leave(job.state());
        jobs.changes(job);
        legs.follow(job.job(), event);
        responses.follow(job.job(), event);
        switch (event) {
            case Event.JobSubmitted _ ->
                    throw new IllegalStateException(job.id() + " was submitted before");
            case Event.JobBecameDue _ -> job.becomeDue();
            case Event.OfferMade made -> {
                Driver driver = driver(made.offer().driver());
                job.offerTo(driver.slot(), made.offer().id());
                offers.open(made.offer(), driver.slot());
            }
            case Event.OfferAccepted accepted -> {
                offers.close(accepted.offer(), OfferOutcome.ACCEPTED);
                job.assign(at);
            }
            case Event.OfferDeclined declined -> {
                offers.close(declined.offer(), OfferOutcome.DECLINED);
                job.refuse(at);
            }
            case Event.OfferExpired expired -> {
                offers.close(expired.offer(), OfferOutcome.EXPIRED);
                job.passOver(at + ruling.config().passOverMillis(), at);
            }
            case Event.OfferWithdrawn withdrawn -> {
                offers.close(withdrawn.offer(), OfferOutcome.WITHDRAWN);
                job.returnToPool(at);
            }
            case Event.SwapOffered swap -> {
                Driver driver = driver(swap.offer().driver());
                job.offerSwap(driver.slot(), swap.offer().id());
                offers.open(swap.offer(), driver.slot());
            }
            case Event.SwapEnded swap -> {
                offers.close(swap.offer(), swap.how());
                job.keep(swap.how() != OfferOutcome.WITHDRAWN);
            }
            case Event.DriverArrived _ -> job.arrive();
            case Event.JobPickedUp _ -> {
                job.pickUp(at);
                held.pickedUp(slot, job);
                approaches.remove(job);
            }
            case Event.JobReleased released -> {
                if (released.reason() == ReleaseReason.BETTER_MATCH) {
                    job.handOver();
                    swappedOut.add(slot);
                } else {
                    job.refuse(at);
                }
            }
            case Event.JobCompleted _ -> {
                swappedOut.remove(slot);
                end(job, JobState.COMPLETED);
            }
            case Event.JobCancelled _ -> end(job, JobState.CANCELLED);
            case Event.JobUnfulfilled _ -> end(job, JobState.UNFULFILLED);
        }
        counts.enter(job.state());
        if (wasHeld && !job.state().held()) {
            held.remove(slot, job);
        } else if (!wasHeld && job.state().held()) {
            held.add(slot, job, offers.acceptedStops(job.offerId()));
        }
        jobs.changed(job);
        settle(slot, at);
        settle(swapSlot, at);
        settle(job.driverSlot(), at);
        settle(job.swapSlot(), at);
        watcher.jobChanged(job);
    }

    /// Brings a driver in line with what he holds and is asked.
    private void settle(int slot, long atMillis) {
        if (slot == OpenJob.NOBODY) {
            return;
        }
        Driver driver = roster.at(slot);
        boolean asked = offers.liveTo(slot) != null;
        DriverState next =
                held.count(slot) > 0
                        ? DriverState.ON_JOB
                        : asked ? DriverState.OFFERED : DriverState.IDLE;
        if (driver.state() != next) {
            become(driver, next, atMillis);
        }
        takers.settle(driver, asked, atMillis);
    }

    private void end(OpenJob job, JobState end) {
        int slot = job.driverSlot();
        job.end(end);
        jobs.end(job, slot);
        approaches.remove(job);
    }

    private void become(Driver driver, DriverState next, long atMillis) {
        counts.leave(driver.state());
        driver.become(next, atMillis);
        if (next == DriverState.OFFLINE) {
            // Where an off-duty driver is, is nobody's business.
            FixQuality before = driver.quality();
            screen.forget(driver);
            if (driver.quality() != before) {
                watcher.qualityChanged(driver, before);
            }
        }
        counts.enter(next);
        whereabouts.changed(driver);
        watcher.driverChanged(driver);
    }

    private Driver driver(DriverId id) {
        Driver driver = roster.find(id);
        if (driver == null) {
            throw new IllegalStateException("An event names " + id + ", who is not registered");
        }
        return driver;
    }

    private OpenJob job(JobId id) {
        OpenJob job = jobs.open(id);
        if (job == null) {
            throw new IllegalStateException("An event names " + id + ", which is not open");
        }
        return job;
    }
}
