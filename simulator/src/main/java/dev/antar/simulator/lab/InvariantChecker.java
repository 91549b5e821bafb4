package dev.antar.simulator.lab;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds a dispatcher to its promises, from the commands that went in and the events that came out
/// and nothing else: it keeps books of its own and shares no code with what it checks.
public final class InvariantChecker {

    private static final class Jobs {
        final Job asked;
        JobState state;
        int version = 1;
        @Nullable DriverId holder;
        long offer;
        long swap;
        int swaps;
        final Set<DriverId> refused = new HashSet<>();

        Jobs(Job asked, JobState state) {
            this.asked = asked;
            this.state = state;
        }
    }

    private static final class Drivers {
        DriverProfile profile;
        boolean onDuty;
        boolean paused;
        long heardAtMillis;
        long offer;
        int held;
        final List<Job> aboard = new ArrayList<>();
        @Nullable String zone;

        Drivers(DriverProfile profile) {
            this.profile = profile;
        }
    }

    private final long staleMillis;
    private final Map<JobId, Jobs> jobs = new HashMap<>();
    private final Map<DriverId, Drivers> drivers = new HashMap<>();
    private final Set<Long> endedOffers = new HashSet<>();
    private final Violations violations = new Violations();
    private long lastSeq;
    private long lastMillis;

    /// @param staleMillis silence after which a driver must get no offer
    public InvariantChecker(long staleMillis) {
        this.staleMillis = staleMillis;
    }

    /// How many promises were broken.
    public long violations() {
        return violations.count();
    }

    /// The first of them, in words.
    public List<String> examples() {
        return violations.examples();
    }

    /// Sees a command before it is carried out.
    public void command(Command command) {
        if (command instanceof Command.ReportFixes) {
            throw new IllegalArgumentException(
                    "ReportFixes: must be seen as its single fixes, since slots have no meaning"
                            + " here");
        }
        DriverId from =
                switch (command) {
                    case Command.GoOnline c -> c.driver();
                    case Command.GoOffline c -> c.driver();
                    case Command.ReportFix c -> c.driver();
                    case Command.CompareClocks c -> c.driver();
                    case Command.Heartbeat c -> c.driver();
                    case Command.AcceptOffer c -> c.driver();
                    case Command.DeclineOffer c -> c.driver();
                    case Command.ArriveAtPickup c -> c.driver();
                    case Command.PickUpJob c -> c.driver();
                    case Command.CompleteJob c -> c.driver();
                    case Command.ReleaseJob c -> c.driver();
                    case Command.RegisterDriver c -> c.profile().id();
                    case Command.SubmitJob _,
                            Command.GiveReach _,
                            Command.CancelJob _,
                            Command.ReportFixes _,
                            Command.PauseDriver _,
                            Command.ResumeDriver _,
                            Command.ChangePolicy _,
                            Command.StopOffering _,
                            Command.Tick _ ->
                            null;
                };
        Drivers driver = from == null ? null : drivers.get(from);
        if (driver != null) {
            driver.heardAtMillis = command.atMillis();
        }
    }

    /// Sees an event.
    public void event(Event event) {
        require(event.seq() == lastSeq + 1, event, "follows seq " + lastSeq);
        require(event.atMillis() >= lastMillis, event, "goes back in time");
        lastSeq = event.seq();
        lastMillis = event.atMillis();
        switch (event) {
            case Event.PolicyChanged changed ->
                    require(changed.policy().version() > 0, event, "has no version");
            case Event.DriverRegistered registered -> register(registered);
            case Event.DriverWentOnline online -> driver(event, online.driver()).onDuty = true;
            case Event.DriverQueued queued -> {
                Drivers driver = driver(event, queued.driver());
                require(driver.onDuty && driver.held == 0, event, "is not free");
                require(!driver.paused, event, "is paused");
                require(driver.zone == null, event, "stands in a line already");
                driver.zone = queued.zone();
            }
            case Event.DriverUnqueued unqueued -> {
                Drivers driver = driver(event, unqueued.driver());
                require(unqueued.zone().equals(driver.zone), event, "does not stand in that line");
                driver.zone = null;
            }
            case Event.DriverWentOffline offline -> {
                Drivers driver = driver(event, offline.driver());
                require(driver.held == 0, event, "leaves duty with a job");
                require(driver.offer == 0, event, "leaves duty with an offer");
                require(driver.zone == null, event, "leaves duty in a line");
                driver.onDuty = false;
            }
            case Event.DriverPaused paused -> {
                Drivers driver = driver(event, paused.driver());
                require(driver.offer == 0, event, "leaves him an offer");
                require(driver.zone == null, event, "leaves him in a line");
                require(!paused.by().isBlank(), event, "has nobody's name");
                require(!paused.reason().isBlank(), event, "has no reason");
                driver.paused = true;
            }
            case Event.DriverResumed resumed -> {
                Drivers driver = driver(event, resumed.driver());
                require(driver.paused, event, "comes though he was not paused");
                driver.paused = false;
            }
            case Event.JobSubmitted submitted -> {
                boolean later = submitted.dueAtMillis() > submitted.asked().requestedAtMillis();
                Jobs fresh =
                        new Jobs(submitted.asked(), later ? JobState.SCHEDULED : JobState.PENDING);
                require(submitted.version() == 1, event, "begins at another version");
                require(jobs.put(submitted.job(), fresh) == null, event, "exists already");
            }
            case Event.OfJob ofJob -> step(ofJob);
        }
    }

    /// Sees the open jobs: each that waits must say why.
    public void waiting(Collection<OpenJob> open) {
        for (OpenJob job : open) {
            boolean waits = job.state() == JobState.PENDING || job.state() == JobState.SCHEDULED;
            if (waits != (job.unmatchedReason() != null)) {
                violations.add(
                        job.id() + " is " + job.state() + " for reason " + job.unmatchedReason());
            }
        }
    }

    private void register(Event.DriverRegistered registered) {
        Drivers known = drivers.get(registered.profile().id());
        if (known == null) {
            Drivers fresh = new Drivers(registered.profile());
            fresh.heardAtMillis = registered.atMillis();
            drivers.put(registered.profile().id(), fresh);
        } else {
            known.profile = registered.profile();
        }
    }

    private void step(Event.OfJob event) {
        Jobs job = jobs.get(event.job());
        if (job == null) {
            violations.add(event + " is of a job that nobody submitted");
            return;
        }
        require(event.version() == job.version + 1, event, "follows version " + job.version);
        job.version = event.version();
        switch (event) {
            case Event.JobSubmitted _ -> violations.add(event + " comes twice");
            case Event.JobBecameDue _ -> move(job, event, JobState.PENDING, JobState.SCHEDULED);
            case Event.OfferMade made -> offer(job, made);
            case Event.OfferAccepted ended -> {
                Drivers driver = endOffer(job, ended);
                move(job, event, JobState.ASSIGNED, JobState.OFFERED);
                require(job.holder == null, event, "is held by " + job.holder);
                job.holder = ended.driver();
                driver.held++;
                require(driver.held <= most(driver), event, "is above the driver's capacity");
            }
            case Event.OfferDeclined ended -> {
                endOffer(job, ended);
                job.refused.add(ended.driver());
                move(job, event, JobState.PENDING, JobState.OFFERED);
            }
            case Event.OfferExpired ended -> {
                endOffer(job, ended);
                move(job, event, JobState.PENDING, JobState.OFFERED);
            }
            case Event.OfferWithdrawn ended -> {
                endOffer(job, ended);
                move(job, event, JobState.PENDING, JobState.OFFERED);
            }
            case Event.SwapOffered swap -> swapOffer(job, swap);
            case Event.SwapEnded swap -> {
                holds(job, event, swap.holder());
                require(job.swap == swap.offer(), event, "ends a swap that is not the job's");
                job.swap = 0;
                endOfferTo(swap);
                if (swap.how() == OfferOutcome.DECLINED) {
                    job.refused.add(swap.driver());
                }
            }
            case Event.DriverArrived e -> {
                holds(job, event, e.driver());
                move(job, event, JobState.AT_PICKUP, JobState.ASSIGNED);
            }
            case Event.JobPickedUp e -> {
                holds(job, event, e.driver());
                move(job, event, JobState.PICKED_UP, JobState.ASSIGNED, JobState.AT_PICKUP);
                Drivers driver = driver(event, e.driver());
                driver.aboard.add(job.asked);
                require(carries(driver), event, "is more than the driver may carry at once");
            }
            case Event.JobReleased e when e.reason() == ReleaseReason.BETTER_MATCH -> {
                holds(job, event, e.driver());
                require(job.swap != 0, event, "gives way to nobody");
                require(e.way() != null, event, "does not pay for the way driven");
                require(++job.swaps == 1, event, "is taken over again");
                // The very next event of the job must be the other driver's acceptance.
                move(job, event, JobState.OFFERED, JobState.ASSIGNED);
                job.offer = job.swap;
                job.swap = 0;
                job.refused.add(e.driver());
                letGo(job);
            }
            case Event.JobReleased e -> {
                holds(job, event, e.driver());
                require(job.swap == 0, event, "forgets who was asked to take over");
                move(job, event, JobState.PENDING, JobState.ASSIGNED, JobState.AT_PICKUP);
                job.refused.add(e.driver());
                letGo(job);
            }
            case Event.JobCompleted e -> {
                holds(job, event, e.driver());
                move(job, event, JobState.COMPLETED, JobState.PICKED_UP);
                driver(event, e.driver()).aboard.remove(job.asked);
                letGo(job);
            }
            case Event.JobCancelled _ -> {
                move(
                        job,
                        event,
                        JobState.CANCELLED,
                        JobState.SCHEDULED,
                        JobState.PENDING,
                        JobState.ASSIGNED,
                        JobState.AT_PICKUP);
                letGo(job);
            }
            case Event.JobUnfulfilled _ -> move(job, event, JobState.UNFULFILLED, JobState.PENDING);
        }
    }

    private void offer(Jobs job, Event.OfferMade made) {
        move(job, made, JobState.OFFERED, JobState.PENDING);
        job.offer = made.offer().id();
        offerTo(job, made, made.offer());
    }

    private void swapOffer(Jobs job, Event.SwapOffered swap) {
        holds(job, swap, swap.holder());
        require(job.state == JobState.ASSIGNED, swap, "comes when the job is " + job.state);
        require(job.swap == 0, swap, "is a second one at a time");
        job.swap = swap.offer().id();
        offerTo(job, swap, swap.offer());
    }

    private void offerTo(Jobs job, Event made, Offer offer) {
        DriverId id = offer.driver();
        Drivers driver = driver(made, id);
        require(driver.onDuty, made, "goes to a driver off duty");
        require(!driver.paused, made, "goes to a driver who is paused");
        require(driver.offer == 0, made, "goes to a driver who has an offer");
        require(driver.held < most(driver), made, "goes to a driver who is full");
        require(!job.refused.contains(id), made, "goes to a driver who refused the job");
        require(
                made.atMillis() - driver.heardAtMillis <= staleMillis,
                made,
                "goes to a driver not heard for " + (made.atMillis() - driver.heardAtMillis));
        require(fits(driver.profile, job.asked.requirements()), made, "goes to an unfit driver");
        driver.offer = offer.id();
    }

    private Drivers endOffer(Jobs job, Event.OfferEnded ended) {
        require(job.offer == ended.offer(), ended, "ends an offer that is not the job's");
        job.offer = 0;
        return endOfferTo(ended);
    }

    private Drivers endOfferTo(Event.OfferEnded ended) {
        Drivers driver = driver(ended, ended.driver());
        require(endedOffers.add(ended.offer()), ended, "ends an offer a second time");
        require(driver.offer == ended.offer(), ended, "ends an offer that is not the driver's");
        driver.offer = 0;
        return driver;
    }

    private void holds(Jobs job, Event event, DriverId driver) {
        require(driver.equals(job.holder), event, "is done by one who does not hold the job");
    }

    private void letGo(Jobs job) {
        DriverId holder = job.holder;
        Drivers driver = holder == null ? null : drivers.get(holder);
        if (driver != null) {
            driver.held--;
        }
        job.holder = null;
    }

    /// One job alone, or jobs that may be shared within capacity and seats.
    private static boolean carries(Drivers driver) {
        int seats = 0;
        for (Job job : driver.aboard) {
            seats += Math.max(1, job.requirements().seats());
        }
        return driver.aboard.size() <= driver.profile.capacity()
                && (driver.aboard.size() == 1
                        || (seats <= driver.profile.seats()
                                && driver.aboard.stream().allMatch(job -> job.terms().shared())));
    }

    /// What he carries at once, and one that waits to be the next.
    private static int most(Drivers driver) {
        return driver.profile.capacity() + 1;
    }

    private void move(Jobs job, Event event, JobState to, JobState... from) {
        require(List.of(from).contains(job.state), event, "comes when the job is " + job.state);
        job.state = to;
    }

    private Drivers driver(Event event, DriverId id) {
        Drivers driver = drivers.get(id);
        if (driver == null) {
            violations.add(event + " names a driver who is not registered");
            driver = new Drivers(DriverProfile.car(id));
            drivers.put(id, driver);
        }
        return driver;
    }

    private static boolean fits(DriverProfile profile, Requirements required) {
        return (required.vehicles().isEmpty() || required.vehicles().contains(profile.vehicle()))
                && profile.skills().containsAll(required.skills())
                && profile.seats() >= required.seats();
    }

    private void require(boolean right, Event event, String otherwise) {
        violations.require(right, event, otherwise);
    }
}
