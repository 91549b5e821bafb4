package dev.antar.simulator.table;

import dev.antar.core.plan.PlanCost;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;
import dev.antar.core.plan.PlanRules;
import dev.antar.simulator.horizon.Case;
import dev.antar.simulator.horizon.HorizonPolicy;
import dev.antar.simulator.horizon.KnownJob;
import dev.antar.simulator.horizon.OnDuty;
import dev.antar.simulator.horizon.RollingHorizon;
import dev.antar.simulator.horizon.Served;
import dev.antar.simulator.horizon.Waypoints;
import dev.antar.simulator.judge.DeliveryDay;
import dev.antar.simulator.judge.DeliveryJudge;
import dev.antar.simulator.judge.DeliveryRow;
import dev.antar.simulator.trace.MealInstance;

import java.util.ArrayList;
import java.util.List;

/// One instance of the Meal Delivery Routing Problem, planned minute by minute.
final class MealRun {

    static final int MINUTE = 60_000;

    /// How many orders a bundle may have: more never paid.
    private static final int LARGEST_BUNDLE = 3;

    /// The same for every instance. Chosen on seeds 0 to 4; `docs/tables.md` says how.
    static final HorizonPolicy POLICY =
            new HorizonPolicy(
                    new PlanCost(0, 100, 5, 600 * MINUTE),
                    MINUTE,
                    180_000,
                    40 * MINUTE,
                    60 * MINUTE,
                    Integer.MAX_VALUE,
                    200_000);

    private final MealInstance instance;
    private final HorizonPolicy policy;

    MealRun(MealInstance instance, HorizonPolicy policy) {
        this.instance = instance;
        this.policy = policy;
    }

    /// What the run left behind.
    ///
    /// @param broken what [DeliveryJudge] found
    record Result(MealInstance instance, List<DeliveryRow> schedule, List<String> broken) {}

    /// Plans the whole day, plans it again with the second half of the orders unknown, and has both
    /// judged.
    Result run() {
        List<DeliveryRow> schedule = plan(Integer.MAX_VALUE);
        List<String> broken = new ArrayList<>(DeliveryJudge.judge(day(), schedule));
        int[] placed =
                instance.orders().stream()
                        .mapToInt(MealInstance.Order::placedAt)
                        .sorted()
                        .toArray();
        int cut = placed[placed.length / 2];
        broken.addAll(DeliveryJudge.judgeCut(cut, schedule, plan(cut)));
        return new Result(instance, schedule, List.copyOf(broken));
    }

    /// The schedule when orders placed after a minute are never heard of.
    List<DeliveryRow> plan(int cutMinute) {
        List<Served> served =
                new RollingHorizon(problem(), policy, OnDuty::new).run((long) cutMinute * MINUTE);
        List<DeliveryRow> rows = new ArrayList<>();
        for (int i = 0; i < served.size(); i++) {
            Served s = served.get(i);
            if (s.delivered()) {
                rows.add(
                        new DeliveryRow(
                                instance.orders().get(i).name(),
                                instance.couriers().get(s.driver()).name(),
                                s.visit(),
                                minute(s.decidedAt()),
                                minute(s.departedAt()),
                                minute(s.arrivedAt()),
                                minute(s.pickedUpAt()),
                                minute(s.droppedOffAt())));
            }
        }
        return rows;
    }

    /// The instance as its judge knows it.
    DeliveryDay day() {
        List<DeliveryDay.Order> orders = new ArrayList<>();
        for (MealInstance.Order o : instance.orders()) {
            MealInstance.Restaurant r = instance.restaurants().get(o.restaurant());
            orders.add(
                    new DeliveryDay.Order(
                            o.name(),
                            new DeliveryDay.Place(r.x(), r.y()),
                            new DeliveryDay.Place(o.x(), o.y()),
                            o.placedAt(),
                            o.readyAt()));
        }
        List<DeliveryDay.Courier> couriers = new ArrayList<>();
        for (MealInstance.Courier c : instance.couriers()) {
            couriers.add(
                    new DeliveryDay.Courier(
                            c.name(), new DeliveryDay.Place(c.x(), c.y()), c.onAt(), c.offAt()));
        }
        MealInstance.Parameters p = instance.parameters();
        return new DeliveryDay(
                orders,
                couriers,
                (_, from, to) -> minutes(from, to, p.metersPerMinute()),
                p.pickupMinutes() - p.pickupMinutes() / 2,
                p.pickupMinutes() / 2,
                p.dropoffMinutes() - p.dropoffMinutes() / 2,
                p.dropoffMinutes() / 2,
                Integer.MAX_VALUE);
    }

    private static long minutes(
            DeliveryDay.Place from, DeliveryDay.Place to, double metersPerMinute) {
        double east = to.x() - from.x();
        double north = to.y() - from.y();
        return (long) Math.ceil(Math.sqrt(east * east + north * north) / metersPerMinute);
    }

    private Case problem() {
        int restaurants = instance.restaurants().size();
        int orders = instance.orders().size();
        List<KnownJob> jobs = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            MealInstance.Order order = instance.orders().get(i);
            jobs.add(
                    new KnownJob(
                            new PlanJob(
                                    i,
                                    order.restaurant(),
                                    restaurants + i,
                                    1,
                                    (long) order.readyAt() * MINUTE,
                                    PlanJob.NEVER,
                                    PlanJob.NEVER),
                            (long) order.placedAt() * MINUTE));
        }
        List<PlanDriver> drivers = new ArrayList<>();
        for (int i = 0; i < instance.couriers().size(); i++) {
            MealInstance.Courier courier = instance.couriers().get(i);
            drivers.add(
                    new PlanDriver(
                            LARGEST_BUNDLE,
                            100,
                            restaurants + orders + i,
                            (long) courier.onAt() * MINUTE,
                            (long) courier.offAt() * MINUTE));
        }
        MealPlaces places = MealPlaces.of(instance);
        MealInstance.Parameters p = instance.parameters();
        return new Case(
                places::millis,
                Waypoints.NONE,
                new PlanRules(
                        (p.pickupMinutes() - p.pickupMinutes() / 2) * MINUTE,
                        p.pickupMinutes() / 2 * MINUTE,
                        (p.dropoffMinutes() - p.dropoffMinutes() / 2) * MINUTE,
                        p.dropoffMinutes() / 2 * MINUTE,
                        true,
                        false),
                drivers,
                jobs);
    }

    private static int minute(long millis) {
        return (int) (millis / MINUTE);
    }
}
