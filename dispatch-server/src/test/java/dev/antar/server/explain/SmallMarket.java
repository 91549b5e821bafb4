package dev.antar.server.explain;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.DecisionArchive.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// Two hours of a small town with everything that happens to drivers, in whole steps of five
/// seconds of virtual time: its events, and its records as they would be read back.
public final class SmallMarket {

    public static final long START = 1_790_000_000_000L;
    public static final long END = START + 2 * 3_600_000L;
    private static final int SECONDS = 5_000;

    public final List<Event> events = new ArrayList<>();
    public final List<DecisionRecord> records = new ArrayList<>();
    public final List<DriverId> drivers = new ArrayList<>();
    private final Map<DriverId, Set<JobId>> held = new HashMap<>();
    private final Map<DriverId, List<Event>> byDriver = new HashMap<>();
    private final Map<DriverId, LatLng> places = new HashMap<>();
    private final Random random;
    private final Dispatcher dispatcher;

    public SmallMarket(long seed, int fleet, Policy policy) {
        random = new Random(seed);
        Watcher watcher =
                new Watcher() {
                    @Override
                    public boolean wantsDecisions() {
                        return true;
                    }

                    @Override
                    public void decided(DecisionRecord record) {
                        records.add(record);
                    }
                };
        DispatchConfig config = DispatchConfig.defaults().with(policy);
        dispatcher = new Dispatcher(config, policy, watcher);
        for (int i = 0; i < fleet; i++) {
            DriverId driver = new DriverId("d" + i);
            drivers.add(driver);
            Vehicle vehicle = i % 4 == 0 ? Vehicle.MOTORCYCLE : Vehicle.CAR;
            handle(
                    new Command.RegisterDriver(
                            START, DriverProfile.of(driver, vehicle, List.of(), 4, 1)));
        }
        for (long now = START; now < START + SECONDS * 1_000L; now += 5_000) {
            step(now);
        }
    }

    private void step(long now) {
        for (DriverId driver : drivers) {
            int any = random.nextInt(200);
            if (any < 20 || now == START) {
                handle(new Command.GoOnline(now, driver, Availability.open()));
            } else if (any == 20) {
                handle(new Command.GoOffline(now, driver));
            }
            if (any % 10 != 9) {
                handle(new Command.ReportFix(now, driver, Fix.at(walked(driver), now)));
            }
            answer(now, driver, any);
        }
        if (random.nextInt(6) == 0) {
            Requirements needs =
                    random.nextInt(4) == 0
                            ? Requirements.of(Set.of(Vehicle.MOTORCYCLE), List.of(), 1)
                            : Requirements.NONE;
            JobId id = new JobId("j" + now);
            handle(
                    new Command.SubmitJob(
                            now, Job.now(id, JobKind.RIDE, place(), place(), needs, now)));
        }
        handle(new Command.Tick(now));
    }

    private void answer(long now, DriverId driver, int any) {
        Offer offer =
                dispatcher.liveOfferTo(Objects.requireNonNull(dispatcher.roster().find(driver)));
        if (offer != null && any % 3 == 0) {
            handle(new Command.AcceptOffer(now, driver, offer.id()));
        } else if (offer != null && any % 7 == 0) {
            handle(new Command.DeclineOffer(now, driver, offer.id()));
        }
        for (JobId job : List.copyOf(held(driver))) {
            if (any % 4 == 0) {
                handle(new Command.PickUpJob(now, driver, job));
            } else if (any % 5 == 0) {
                handle(new Command.CompleteJob(now, driver, job));
            }
        }
    }

    private Set<JobId> held(DriverId driver) {
        return held.computeIfAbsent(driver, _ -> new HashSet<>());
    }

    private void handle(Command command) {
        dispatcher.handle(command, this::happened);
    }

    private void happened(Event event) {
        events.add(event);
        switch (event) {
            case Event.OfferAccepted accepted -> held(accepted.driver()).add(accepted.job());
            case Event.JobCompleted completed -> held(completed.driver()).remove(completed.job());
            case Event.JobReleased released -> held(released.driver()).remove(released.job());
            default -> {
                // Changes nobody's jobs.
            }
        }
    }

    private LatLng walked(DriverId driver) {
        LatLng from = places.computeIfAbsent(driver, _ -> place());
        LatLng to =
                new LatLng(
                        from.lat() + (random.nextInt(9) - 4) * 0.0001,
                        from.lng() + (random.nextInt(9) - 4) * 0.0002);
        places.put(driver, to);
        return to;
    }

    private LatLng place() {
        return new LatLng(
                57.70 + random.nextInt(1_000) * 0.00002, 11.96 + random.nextInt(1_000) * 0.00004);
    }

    /// The driver's events, as an archive gives them.
    public List<Event> eventsOf(DriverId driver) {
        return byDriver.computeIfAbsent(
                driver,
                _ -> events.stream().filter(event -> driver.equals(driverOf(event))).toList());
    }

    static @Nullable DriverId driverOf(Event event) {
        return switch (event) {
            case Event.DriverRegistered registered -> registered.profile().id();
            case Event.DriverWentOnline online -> online.driver();
            case Event.DriverWentOffline offline -> offline.driver();
            case Event.OfferMade made -> made.offer().driver();
            case Event.SwapOffered swap -> swap.offer().driver();
            case Event.OfferEnded ended -> ended.driver();
            case Event.DriverArrived arrived -> arrived.driver();
            case Event.JobPickedUp pickedUp -> pickedUp.driver();
            case Event.JobCompleted completed -> completed.driver();
            case Event.JobReleased released -> released.driver();
            default -> null;
        };
    }

    /// The records of a stretch of time that name the driver, as an archive gives them: of each
    /// job's waits the first that considers him and the first that does not.
    public List<Recorded> recordsOf(DriverId driver, long from, long to) {
        Set<String> waits = new HashSet<>();
        return recorded().stream()
                .filter(r -> r.record().atMillis() >= from && r.record().atMillis() < to)
                .filter(r -> names(r.record(), driver))
                .filter(r -> r.record().seq() > 0 || waits.add(wait(r.record(), driver)))
                .toList();
    }

    private static String wait(DecisionRecord record, DriverId driver) {
        boolean considers = record.considered().stream().anyMatch(c -> c.driver().equals(driver));
        return record.job() + (considers ? " considers him" : " does not");
    }

    static boolean names(DecisionRecord record, DriverId driver) {
        return record.considered().stream().anyMatch(c -> c.driver().equals(driver))
                || record.others().stream().anyMatch(o -> o.driver().equals(driver));
    }

    /// Every record with the event by which its job was offered.
    public List<Recorded> recorded() {
        Map<Long, String> offers = new HashMap<>();
        Set<Long> unanswered = new HashSet<>();
        for (Event event : events) {
            switch (event) {
                case Event.OfferMade made -> offers.put(made.seq(), "OfferMade");
                case Event.SwapOffered swap -> offers.put(swap.seq(), "SwapOffered");
                case Event.OfferExpired expired -> unanswered.add(expired.offer());
                case Event.SwapEnded swap when swap.how() == OfferOutcome.EXPIRED ->
                        unanswered.add(swap.offer());
                default -> {
                    // No offer's.
                }
            }
        }
        return records.stream()
                .map(r -> new Recorded(r, offers.get(r.seq()), unanswered.contains(r.seq())))
                .toList();
    }
}
