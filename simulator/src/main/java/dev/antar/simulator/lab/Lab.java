package dev.antar.simulator.lab;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Turn;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.road.ReachSearch;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.actor.CustomerActor;
import dev.antar.simulator.actor.CustomerIntent;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverIntent;
import dev.antar.simulator.actor.JobSeen;
import dev.antar.simulator.actor.OfferSeen;
import dev.antar.simulator.report.DriverRow;
import dev.antar.simulator.report.Ledger;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.report.Sample;
import dev.antar.simulator.time.Agenda;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Runs recorded demand and a fleet through a dispatcher in virtual time. One use, one thread.
public final class Lab {

    /// After the last trip, so long at most until everything has ended.
    private static final long DRAIN_MILLIS = 3 * 3_600_000L;

    private static final long SAMPLE_MILLIS = 60_000;
    private static final int TICK = -1;

    private final LabConfig config;
    private final Advice advice;
    private final Dispatcher dispatcher;
    private final @Nullable ReachSearch reaches;
    private final InvariantChecker checker;
    private final Ledger ledger;
    private final DriverBooks books;
    private final Calibration calibration;
    private final Agenda agenda = new Agenda();
    private final long startMillis;
    private final long endOfDemandMillis;
    private final List<Trip> trips;
    private final List<FleetDriver> fleet;
    private final DriverActor[] drivers;

    /// By trip; null where a trip ends where it begins, which is no job.
    private final @Nullable CustomerActor[] customers;

    private final long[] scheduled;
    private final Map<DriverId, Integer> driverNumbers = new HashMap<>();
    private final Map<JobId, Integer> customerNumbers = new HashMap<>();
    private final Map<JobId, DriverId> holders = new HashMap<>();
    private final Deque<Event> untold = new ArrayDeque<>();
    private final List<Sample> samples = new ArrayList<>();
    private boolean telling;
    private long nowMillis;
    private long lastBusyMillis;
    private double busyMillis;
    private double dutyMillis;
    private long weights;
    private int ended;
    private long slot = Long.MIN_VALUE;

    /// @param trips in order of time
    public Lab(LabConfig config, MatchingPolicy policy, List<Trip> trips, List<FleetDriver> fleet) {
        this.config = config;
        this.startMillis = trips.getFirst().requestedAtMillis();
        this.endOfDemandMillis =
                Math.min(
                        startMillis + config.spanMillis(), trips.getLast().requestedAtMillis() + 1);
        this.trips = trips.stream().filter(t -> t.requestedAtMillis() < endOfDemandMillis).toList();
        this.fleet = List.copyOf(fleet);
        this.advice = new Advice(config.hintsFollowed(), config.seed());
        this.dispatcher = new Dispatcher(config.dispatch(), policy, advice);
        RoadGraph roads = config.roads();
        this.reaches = roads == null ? null : new ReachSearch(roads);
        this.checker = new InvariantChecker(config.dispatch().staleMillis());
        this.ledger = new Ledger(startMillis);
        this.books = new DriverBooks(endOfDemandMillis);
        this.calibration =
                new Calibration(offer -> dispatcher.acceptancePermille(offer, JobKind.RIDE));
        this.drivers = new DriverActor[fleet.size()];
        this.customers = new CustomerActor[this.trips.size()];
        this.scheduled = new long[fleet.size() + this.trips.size()];
        Arrays.fill(scheduled, DriverActor.NEVER);
        this.nowMillis = startMillis;
        this.lastBusyMillis = startMillis;
    }

    public LabResult run(Progress progress) {
        long began = System.nanoTime();
        makeActors();
        agenda.add(startMillis, TICK);
        long nextSample = startMillis;
        while (!agenda.isEmpty() && nowMillis < endOfDemandMillis + DRAIN_MILLIS) {
            long at = agenda.nextAtMillis();
            int who = agenda.poll();
            account(at);
            nowMillis = at;
            takeTurns();
            if (who != TICK) {
                if (scheduled[who] == at) {
                    act(who);
                }
                continue;
            }
            handle(new Command.Tick(nowMillis));
            advice.pass((id, place) -> toDriver(id, driver -> driver.advised(place, nowMillis)));
            if (nowMillis >= nextSample) {
                sample();
                checker.waiting(dispatcher.openJobs());
                nextSample += SAMPLE_MILLIS;
                progress.show(
                        (double) (nowMillis - startMillis) / (endOfDemandMillis - startMillis),
                        ledger.requested() + " jobs, " + ended + " ended");
            }
            if (ended == trips.size()) {
                break;
            }
            agenda.add(nowMillis + dispatcher.config().roundMillis(), TICK);
        }
        progress.end();
        return new LabResult(
                ledger.rows(),
                driverRows(),
                samples,
                ledger.offers(),
                ledger.swaps(),
                calibration.result(),
                advice.given(),
                advice.followed(),
                dutyMillis == 0 ? 0 : busyMillis / dutyMillis,
                FairnessPaid.of(
                        dispatcher.fairness().days(),
                        samples.isEmpty() ? 0 : (double) weights / samples.size()),
                dispatcher.decisionHash(),
                checker.violations(),
                checker.examples(),
                (nowMillis - startMillis) / 1000.0,
                (System.nanoTime() - began) / 1e9);
    }

    /// Puts the policy of a slot in force when the first thing happens in it.
    private void takeTurns() {
        Alternation turns = config.alternation();
        if (turns == null || turns.design().slotAt(nowMillis) == slot) {
            return;
        }
        slot = turns.design().slotAt(nowMillis);
        handle(
                new Command.ChangePolicy(
                        nowMillis, turns.policyOf(slot), Turn.BY, turns.reasonOf(slot)));
    }

    private void makeActors() {
        for (int i = 0; i < drivers.length; i++) {
            FleetDriver driver = fleet.get(i);
            DriverProfile profile =
                    DriverProfile.of(
                            new DriverId(driver.licence()),
                            Vehicle.CAR,
                            Set.of(),
                            driver.seats(),
                            config.ridesAtOnce());
            drivers[i] =
                    new DriverActor(
                            profile, driver.start(), config.drivers(), config.seed(), this::intend);
            driverNumbers.put(profile.id(), i);
            schedule(i, Math.max(startMillis, driver.startAtMillis()));
        }
        for (int i = 0; i < customers.length; i++) {
            Trip trip = trips.get(i);
            schedule(drivers.length + i, trip.requestedAtMillis());
            if (trip.pickup().equals(trip.dropoff())) {
                continue;
            }
            boolean shared = config.ridesAtOnce() > 1;
            Job job =
                    new Job(
                            jobOf(i),
                            JobKind.RIDE,
                            trip.pickup(),
                            trip.dropoff(),
                            Requirements.of(Set.of(), Set.of(), trip.passengers()),
                            new Terms(Terms.NOW, Terms.NOW, Terms.NOW, shared),
                            trip.requestedAtMillis());
            customers[i] = new CustomerActor(job, config.customers(), config.seed(), this::intend);
            customerNumbers.put(job.id(), i);
        }
    }

    private void act(int who) {
        scheduled[who] = DriverActor.NEVER;
        if (who < drivers.length) {
            DriverActor driver = drivers[who];
            if (dispatcher.roster().find(driver.id()) == null) {
                handle(new Command.RegisterDriver(nowMillis, driver.profile()));
                driver.goOnline(nowMillis);
            } else {
                driver.wake(nowMillis);
            }
        } else {
            CustomerActor customer = customers[who - drivers.length];
            if (customer == null) {
                refuse(who - drivers.length);
                return;
            }
            if (ledger.requested() <= who - drivers.length) {
                customer.ask(nowMillis);
            } else {
                customer.wake(nowMillis);
            }
        }
        reschedule(who);
    }

    /// A trip that ends where it begins is refused, as production would.
    private void refuse(int trip) {
        ledger.requested(jobOf(trip), trips.get(trip).pickup(), nowMillis);
        ledger.ended(jobOf(trip), "REJECTED", "PICKUP_IS_DROPOFF");
        ended++;
    }

    private static JobId jobOf(int trip) {
        return new JobId(Integer.toString(trip + 1));
    }

    private CustomerActor customer(int trip) {
        return Objects.requireNonNull(customers[trip], "a submitted job has a customer");
    }

    private void schedule(int who, long atMillis) {
        scheduled[who] = atMillis;
        agenda.add(atMillis, who);
    }

    private void reschedule(int who) {
        long next =
                who < drivers.length
                        ? drivers[who].nextAtMillis()
                        : customer(who - drivers.length).nextAtMillis();
        if (next != DriverActor.NEVER && next != scheduled[who]) {
            schedule(who, Math.max(next, nowMillis));
        } else if (next == DriverActor.NEVER) {
            scheduled[who] = DriverActor.NEVER;
        }
    }

    private void intend(DriverActor driver, DriverIntent intent, long atMillis) {
        DriverId id = driver.id();
        switch (intent) {
            case DriverIntent.GoOnline _ ->
                    handle(
                            new Command.GoOnline(
                                    atMillis, id, dev.antar.core.fleet.Availability.open()));
            case DriverIntent.GoOffline _ -> handle(new Command.GoOffline(atMillis, id));
            case DriverIntent.Report(var fix) -> handle(new Command.ReportFix(atMillis, id, fix));
            case DriverIntent.Accept(long offer) -> {
                if (!handle(new Command.AcceptOffer(atMillis, id, offer)).isDone()) {
                    driver.offerEnded(offer, atMillis);
                }
            }
            case DriverIntent.Decline(long offer) ->
                    handle(new Command.DeclineOffer(atMillis, id, offer));
            case DriverIntent.Arrive(JobId job) ->
                    handle(new Command.ArriveAtPickup(atMillis, id, job));
            case DriverIntent.PickUp(JobId job) -> handle(new Command.PickUpJob(atMillis, id, job));
            case DriverIntent.Complete(JobId job) ->
                    handle(new Command.CompleteJob(atMillis, id, job));
        }
    }

    private void intend(CustomerActor customer, CustomerIntent intent, long atMillis) {
        switch (intent) {
            case CustomerIntent.Submit(Job job) -> {
                ledger.requested(job.id(), job.pickup(), atMillis);
                handle(new Command.SubmitJob(atMillis, job, reach(job, atMillis)));
            }
            case CustomerIntent.Cancel(JobId job, String reason) ->
                    handle(new Command.CancelJob(atMillis, job, CancelledBy.CUSTOMER, reason));
        }
    }

    private @Nullable Reach reach(Job job, long atMillis) {
        return reaches == null
                ? null
                : reaches.of(
                        job.pickup(),
                        job.dropoff(),
                        dispatcher.config().cost().maxPickupMillis(),
                        atMillis);
    }

    private Result handle(Command command) {
        checker.command(command);
        Result result =
                dispatcher.handle(
                        command,
                        event -> {
                            checker.event(event);
                            calibration.event(event);
                            books.apply(event);
                            untold.add(event);
                        });
        tell();
        return result;
    }

    /// Events reach people after the command that made them is done, in their order.
    private void tell() {
        if (telling) {
            return;
        }
        telling = true;
        for (Event event = untold.poll(); event != null; event = untold.poll()) {
            if (event instanceof Event.OfJob ofJob) {
                tell(ofJob);
            }
        }
        telling = false;
    }

    private void tell(Event.OfJob event) {
        int customer = drivers.length + number(customerNumbers, event.job());
        CustomerActor asked = customer(customer - drivers.length);
        JobId id = event.job();
        long at = event.atMillis();
        switch (event) {
            case Event.JobSubmitted _, Event.JobBecameDue _ -> {}
            case Event.OfferMade made -> {
                ledger.offered();
                show(made.offer(), asked.job(), at);
            }
            case Event.SwapOffered swap -> {
                ledger.offered();
                show(swap.offer(), asked.job(), at);
            }
            case Event.SwapEnded swap -> {
                switch (swap.how()) {
                    case DECLINED -> ledger.declined();
                    case EXPIRED -> ledger.expired();
                    case WITHDRAWN, ACCEPTED -> ledger.withdrawn();
                }
                toDriver(swap.driver(), driver -> driver.offerEnded(swap.offer(), at));
            }
            case Event.OfferAccepted accepted -> {
                ledger.assigned(id, accepted.driver().value(), at);
                holders.put(id, accepted.driver());
                asked.assigned(at);
                toDriver(accepted.driver(), driver -> driver.assigned(id, at));
            }
            case Event.OfferDeclined _ -> ledger.declined();
            case Event.OfferExpired expired -> {
                ledger.expired();
                toDriver(expired.driver(), driver -> driver.offerEnded(expired.offer(), at));
            }
            case Event.OfferWithdrawn withdrawn -> {
                ledger.withdrawn();
                toDriver(withdrawn.driver(), driver -> driver.offerEnded(withdrawn.offer(), at));
            }
            case Event.DriverArrived _ -> ledger.arrived(id, at);
            case Event.JobPickedUp _ -> {
                ledger.pickedUp(id, at);
                asked.pickedUpOrEnded();
            }
            case Event.JobReleased released -> {
                if (released.reason() == ReleaseReason.BETTER_MATCH) {
                    ledger.swapped();
                } else {
                    asked.released(at);
                }
                holders.remove(id);
                toDriver(released.driver(), driver -> driver.jobLost(id, at));
            }
            case Event.JobCompleted _ -> {
                ledger.completed(id, at);
                end(asked, id, at);
            }
            case Event.JobCancelled cancelled -> {
                ledger.ended(id, "CANCELLED", cancelled.reason());
                end(asked, id, at);
            }
            case Event.JobUnfulfilled unfulfilled -> {
                ledger.ended(id, "UNFULFILLED", unfulfilled.reason().name());
                end(asked, id, at);
            }
        }
        reschedule(customer);
    }

    private void show(Offer offer, Job job, long at) {
        JobSeen seen =
                new JobSeen(job.id(), job.pickup(), job.dropoff(), job.terms().notBeforeMillis());
        toDriver(
                offer.driver(),
                driver ->
                        driver.offered(
                                new OfferSeen(
                                        offer.id(),
                                        seen,
                                        offer.expiresAtMillis(),
                                        offer.pickupMillis(),
                                        offer.stops()),
                                at));
    }

    private void end(CustomerActor asked, JobId id, long at) {
        ended++;
        asked.pickedUpOrEnded();
        DriverId holder = holders.remove(id);
        if (holder != null) {
            toDriver(holder, driver -> driver.jobLost(id, at));
        }
    }

    private interface Telling {

        void to(DriverActor driver);
    }

    private void toDriver(DriverId id, Telling telling) {
        int number = number(driverNumbers, id);
        telling.to(drivers[number]);
        reschedule(number);
    }

    private static <K> int number(Map<K, Integer> numbers, K id) {
        return Objects.requireNonNull(numbers.get(id), "events name only whom the lab made");
    }

    private List<DriverRow> driverRows() {
        List<DriverRow> rows = new ArrayList<>(fleet.size());
        books.all()
                .forEach(
                        (id, book) -> {
                            FleetDriver driver = fleet.get(number(driverNumbers, id));
                            rows.add(
                                    new DriverRow(
                                            id.value(),
                                            driver.start(),
                                            driver.startAtMillis(),
                                            driver.seats(),
                                            book.onlineMillis(nowMillis) / 1000.0,
                                            book.activeMillis(nowMillis) / 1000.0,
                                            book.pay(),
                                            book.jobsDone(),
                                            book.offersReceived(),
                                            book.offersDeclined()));
                        });
        return rows;
    }

    private void account(long untilMillis) {
        long span = untilMillis - lastBusyMillis;
        if (span > 0 && untilMillis <= endOfDemandMillis) {
            int busy = dispatcher.driversIn(DriverState.ON_JOB);
            busyMillis += (double) span * busy;
            dutyMillis += (double) span * (busy + freeDrivers());
            lastBusyMillis = untilMillis;
        }
    }

    private int freeDrivers() {
        return dispatcher.driversIn(DriverState.IDLE) + dispatcher.driversIn(DriverState.OFFERED);
    }

    private void sample() {
        weights += dispatcher.fairness().weightMillis();
        ToLongFunction<JobState> jobs = dispatcher::jobsIn;
        samples.add(
                new Sample(
                        (nowMillis - startMillis) / 1000.0,
                        freeDrivers(),
                        dispatcher.driversIn(DriverState.ON_JOB),
                        (int)
                                (jobs.applyAsLong(JobState.PENDING)
                                        + jobs.applyAsLong(JobState.OFFERED)),
                        (int)
                                (jobs.applyAsLong(JobState.ASSIGNED)
                                        + jobs.applyAsLong(JobState.AT_PICKUP)
                                        + jobs.applyAsLong(JobState.PICKED_UP))));
    }
}
