package dev.antar.simulator.lab;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
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
import dev.antar.simulator.time.Agenda;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final LabPeople people;
    private final LabFigures figures;
    private final Map<JobId, DriverId> holders = new HashMap<>();
    private final Deque<Event> untold = new ArrayDeque<>();
    private boolean telling;
    private long nowMillis;
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
        this.figures = new LabFigures(dispatcher, startMillis, endOfDemandMillis);
        this.people = new LabPeople(agenda, this.fleet, this.trips);
        people.addDrivers(this.fleet, config, startMillis, this::intend);
        people.addCustomers(this.trips, config, this::intend);
        this.nowMillis = startMillis;
    }

    public LabResult run(Progress progress) {
        long began = System.nanoTime();
        agenda.add(startMillis, TICK);
        long nextSample = startMillis;
        while (!agenda.isEmpty() && nowMillis < endOfDemandMillis + DRAIN_MILLIS) {
            long at = agenda.nextAtMillis();
            int who = agenda.poll();
            figures.count(at);
            nowMillis = at;
            takeTurns();
            if (who != TICK) {
                if (people.takeTurn(who, at)) {
                    act(who);
                }
                continue;
            }
            handle(new Command.Tick(nowMillis));
            advice.pass((id, place) -> toDriver(id, driver -> driver.advised(place, nowMillis)));
            if (nowMillis >= nextSample) {
                figures.sample(nowMillis);
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
                figures.samples(),
                ledger.offers(),
                ledger.swaps(),
                calibration.result(),
                advice.given(),
                advice.followed(),
                figures.busyShare(),
                figures.fairness(),
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

    private void act(int who) {
        if (people.isDriver(who)) {
            DriverActor driver = people.driver(who);
            if (dispatcher.roster().find(driver.id()) == null) {
                handle(new Command.RegisterDriver(nowMillis, driver.profile()));
                driver.goOnline(nowMillis);
            } else {
                driver.wake(nowMillis);
            }
        } else {
            int trip = people.trip(who);
            if (!people.hasJob(who)) {
                refuse(trip);
                return;
            }
            CustomerActor customer = people.customer(who);
            if (ledger.requested() <= trip) {
                customer.ask(nowMillis);
            } else {
                customer.wake(nowMillis);
            }
        }
        people.reschedule(who, nowMillis);
    }

    /// A trip that ends where it begins is refused, as production would.
    private void refuse(int trip) {
        ledger.requested(LabPeople.jobOf(trip), trips.get(trip).pickup(), nowMillis);
        ledger.ended(LabPeople.jobOf(trip), "REJECTED", "PICKUP_IS_DROPOFF");
        ended++;
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
        int customer = people.numberOfCustomer(event.job());
        CustomerActor asked = people.customer(customer);
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
        people.reschedule(customer, nowMillis);
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
        int number = people.numberOf(id);
        telling.to(people.driver(number));
        people.reschedule(number, nowMillis);
    }

    private List<DriverRow> driverRows() {
        List<DriverRow> rows = new ArrayList<>(fleet.size());
        books.all()
                .forEach(
                        (id, book) -> {
                            FleetDriver driver = fleet.get(people.numberOf(id));
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
}
