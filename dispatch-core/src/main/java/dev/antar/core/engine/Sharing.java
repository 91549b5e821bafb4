package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;
import dev.antar.core.matching.Sharers;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.plan.OneMore;
import dev.antar.core.plan.PlanCost;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;
import dev.antar.core.plan.PlanRules;
import dev.antar.core.travel.TravelTimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Puts one more job among the stops of a driver whose jobs may be shared: pooled rides, stacked
/// deliveries. Waiting, riding and driving count alike. The engine's thread.
final class Sharing implements Sharers {

    /// A job put among a driver's stops.
    ///
    /// @param stops all that is ahead of him then
    /// @param pickupMillis until he is at the job's pickup
    /// @param rideMillis from there to its dropoff
    /// @param extraMeters how much farther he drives
    record Place(List<Stop> stops, int pickupMillis, int rideMillis, double extraMeters) {}

    /// Percent for waiting, for being on the way, and for driving.
    private static final PlanCost COST = new PlanCost(100, 100, 100, 0);

    private static final int DRIVER = 0;
    private static final int UNKNOWN = -1;

    private final RegionState state;
    private final OneMore oneMore;
    private final List<LatLng> places = new ArrayList<>();
    private int[] legs = new int[0];
    private int pickupMillis;

    Sharing(RegionState state) {
        this.state = state;
        int stop = config().workload().stopMillis();
        this.oneMore = new OneMore(new PlanRules(0, stop, 0, stop, false, true), COST);
    }

    private DispatchConfig config() {
        return state.ruling().config();
    }

    /// How much of a vehicle a job takes.
    static int load(Job job) {
        return Math.max(1, job.requirements().seats());
    }

    @Override
    public boolean any() {
        return state.takers().anySharer();
    }

    @Override
    public boolean mayShare(Driver driver, OpenJob job) {
        return job.job().terms().shared()
                && state.takers().isSharer(driver)
                && state.heldBy(driver).getFirst().job().kind() == job.job().kind();
    }

    @Override
    public int costMillis(Driver driver, OpenJob job, long nowMillis) {
        long more = insert(driver, job, nowMillis);
        if (more == OneMore.NOWHERE) {
            return NOWHERE;
        }
        long[] times = oneMore.times();
        if (brokenPromise(driver, job, times)) {
            return NOWHERE;
        }
        pickupMillis = (int) (times[oneMore.pickupAt()] - nowMillis);
        return comparable(more, job, nowMillis);
    }

    @Override
    public int pickupMillis() {
        return pickupMillis;
    }

    @Override
    public int leastMillis(OpenJob job, double meters, long nowMillis) {
        long way = travelTimes().lowerBoundMillis(meters);
        long trip = tripMillis(job.job(), nowMillis);
        return comparable(
                200 * way + 100 * (trip + config().workload().stopMillis()), job, nowMillis);
    }

    /// Where the job costs least in the plan of a driver for whom it has a cost.
    Place place(Driver driver, OpenJob job, long nowMillis) {
        if (insert(driver, job, nowMillis) == OneMore.NOWHERE) {
            throw new IllegalStateException(job.id() + " does not fit with " + driver.id());
        }
        List<Stop> before = state.stopsOf(driver);
        List<Stop> stops = new ArrayList<>(before);
        int pickup = oneMore.pickupAt();
        int dropoff = oneMore.dropoffAt() + 1;
        stops.add(pickup, Stop.pickup(job.id()));
        stops.add(dropoff, Stop.dropoff(job.id()));
        long[] times = oneMore.times();
        LatLng at = places.get(DRIVER);
        return new Place(
                List.copyOf(stops),
                (int) (times[pickup] - nowMillis),
                (int) (times[dropoff] - times[pickup]),
                Math.max(0, meters(at, stops, job) - meters(at, before, job)));
    }

    /// A cost in hundredths, less what the job costs with a driver at its pickup, is by how much
    /// everybody is worse off; a free driver so many milliseconds away costs three times that.
    private int comparable(long hundredths, OpenJob job, long nowMillis) {
        long trip = tripMillis(job.job(), nowMillis);
        long alone = 200 * trip + 100L * config().workload().stopMillis();
        return Math.clamp((hundredths - alone) / 300, 0, TravelTimes.MAX_MILLIS);
    }

    private long insert(Driver driver, OpenJob job, long nowMillis) {
        List<Stop> stops = state.stopsOf(driver);
        lay(driver, stops, job);
        int seats = Math.max(1, driver.profile().seats());
        long ends = Math.min(PlanJob.NEVER, driver.limits().shiftEndsAtMillis());
        oneMore.begin(
                new PlanDriver(seats, 100, DRIVER, nowMillis, Math.max(nowMillis, ends)),
                (from, to) -> legMillis(from, to, nowMillis));
        List<OpenJob> held = state.heldBy(driver);
        for (int i = 0; i < held.size(); i++) {
            OpenJob each = held.get(i);
            int pickup = placeOf(stops, Stop.pickup(each.id()));
            // Where it was picked up, nobody goes again.
            PlanJob known =
                    planned(
                            i,
                            each,
                            Math.max(0, pickup),
                            placeOf(stops, Stop.dropoff(each.id())),
                            nowMillis);
            if (pickup == UNKNOWN) {
                oneMore.aboard(known, each.pickedUpAtMillis());
            } else {
                oneMore.waiting(known);
            }
        }
        for (Stop stop : stops) {
            oneMore.ahead(numberOf(held, stop), stop.isPickup());
        }
        return oneMore.insert(
                planned(held.size(), job, stops.size() + 1, stops.size() + 2, nowMillis));
    }

    private PlanJob planned(int number, OpenJob job, int pickup, int dropoff, long nowMillis) {
        Job asked = job.job();
        boolean waits = job.state() == JobState.PENDING;
        long ready =
                job.state() == JobState.PICKED_UP
                        ? job.pickedUpAtMillis()
                        : Math.max(
                                waits ? nowMillis : job.assignedAtMillis(),
                                asked.terms().notBeforeMillis());
        long latest =
                waits
                        ? ready + config().cost().maxPickupMillis()
                        : Math.max(ready, promisedPickupMillis(job))
                                + config().workload().sharedDelayMillis();
        long trip = tripMillis(asked, nowMillis);
        long ride =
                trip * (100 + config().workload().sharedDetourPercent()) / 100
                        + 2L * config().workload().stopMillis();
        long promised = asked.terms().dropoffByMillis();
        if (promised != Terms.NOW && job.state() == JobState.PICKED_UP) {
            ride = Math.clamp(promised - job.pickedUpAtMillis(), 0, ride);
        }
        return new PlanJob(number, pickup, dropoff, load(asked), ready, latest, ride);
    }

    /// When the customer was told that his driver comes.
    private long promisedPickupMillis(OpenJob job) {
        OfferBook.Ended accepted = state.offers().ended(job.offerId());
        return accepted == null
                ? job.assignedAtMillis()
                : accepted.offer().madeAtMillis() + accepted.offer().pickupMillis();
    }

    /// Whether a job that is not aboard yet would be dropped off too late.
    private boolean brokenPromise(Driver driver, OpenJob job, long[] times) {
        List<Stop> stops = new ArrayList<>(state.stopsOf(driver));
        stops.add(oneMore.pickupAt(), Stop.pickup(job.id()));
        stops.add(oneMore.dropoffAt() + 1, Stop.dropoff(job.id()));
        for (int i = 0; i < times.length; i++) {
            OpenJob of = openJob(stops.get(i), job);
            long promised = of.job().terms().dropoffByMillis();
            if (!stops.get(i).isPickup() && promised != Terms.NOW && times[i] > promised) {
                return true;
            }
        }
        return false;
    }

    /// Numbers the places: the driver's, those of his stops in order, the new pickup and dropoff.
    private void lay(Driver driver, List<Stop> stops, OpenJob job) {
        places.clear();
        places.add(Objects.requireNonNull(driver.position(), "an eligible driver was seen"));
        for (Stop stop : stops) {
            places.add(placeOf(stop, job));
        }
        places.add(job.job().pickup());
        places.add(job.job().dropoff());
        int size = places.size();
        if (legs.length < size * size) {
            legs = new int[size * size];
        }
        Arrays.fill(legs, UNKNOWN);
        if (!stops.isEmpty() && atPickup(stops.getFirst(), job)) {
            legs[1] = 0;
        }
    }

    private boolean atPickup(Stop stop, OpenJob job) {
        return stop.isPickup() && openJob(stop, job).state() == JobState.AT_PICKUP;
    }

    private int legMillis(int from, int to, long nowMillis) {
        int leg = from * places.size() + to;
        if (legs[leg] == UNKNOWN) {
            legs[leg] =
                    from == to
                            ? 0
                            : travelTimes().millis(places.get(from), places.get(to), nowMillis);
        }
        return legs[leg];
    }

    private double meters(LatLng from, List<Stop> stops, OpenJob job) {
        double meters = 0;
        LatLng at = from;
        for (Stop stop : stops) {
            LatLng next = placeOf(stop, job);
            meters += travelTimes().meters(at, next);
            at = next;
        }
        return meters;
    }

    private LatLng placeOf(Stop stop, OpenJob job) {
        Job of = openJob(stop, job).job();
        return stop.isPickup() ? of.pickup() : of.dropoff();
    }

    private OpenJob openJob(Stop stop, OpenJob job) {
        return stop.job().equals(job.id())
                ? job
                : Objects.requireNonNull(state.open(stop.job()), "a stop is of an open job");
    }

    private long tripMillis(Job job, long nowMillis) {
        return travelTimes().millis(job.pickup(), job.dropoff(), nowMillis);
    }

    private TravelTimes travelTimes() {
        return state.legs().travelTimes();
    }

    private static int placeOf(List<Stop> stops, Stop stop) {
        int index = stops.indexOf(stop);
        return index < 0 ? UNKNOWN : index + 1;
    }

    private static int numberOf(List<OpenJob> held, Stop stop) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).id().equals(stop.job())) {
                return i;
            }
        }
        throw new IllegalStateException(stop + " is of no job in hand");
    }
}
