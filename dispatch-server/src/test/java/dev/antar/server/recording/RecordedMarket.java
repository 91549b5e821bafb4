package dev.antar.server.recording;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Income;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
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
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.travel.Reach;
import dev.antar.server.engine.Recorder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// A small market of random commands, carried out and recorded as a region does it.
final class RecordedMarket {

    static final long START = 1_790_000_000_000L;

    private static final int DRIVERS = 12;

    private final Random random;
    private final Recorder recorder;
    private final Recorder.Beginning beginning;
    private final Dispatcher dispatcher;
    private final List<Event> history = new ArrayList<>();
    private final FixBatch batch = new FixBatch();
    private final int[] slots = new int[DRIVERS];
    private long nowMillis = START;
    private int jobs;
    private int commands;
    private int images;

    RecordedMarket(long seed, Recorder recorder) {
        this(seed, recorder, Policy.of("minimum-cost"), Policy.codeVersions());
    }

    /// @param told what the record says that it was decided by
    RecordedMarket(long seed, Recorder recorder, Policy told, Map<String, Integer> codeVersions) {
        this(seed, recorder, Policy.of("minimum-cost"), told, codeVersions, Snapshot.empty());
    }

    /// One that regards incomes, and begins with what was remembered of them.
    static RecordedMarket fair(long seed, Recorder recorder, List<Income> remembered) {
        Policy fair =
                new Policy(
                        "fair",
                        1,
                        "",
                        "minimum-cost",
                        Map.of(PolicyParameter.FAIR_INCOME_MS, 60_000));
        return new RecordedMarket(
                seed,
                recorder,
                fair,
                fair,
                Policy.codeVersions(),
                Snapshot.empty().withIncomes(remembered, List.of()));
    }

    private RecordedMarket(
            long seed,
            Recorder recorder,
            Policy ruling,
            Policy told,
            Map<String, Integer> codeVersions,
            Snapshot snapshot) {
        this.random = new Random(seed);
        this.recorder = recorder;
        DispatchConfig usual = DispatchConfig.defaults();
        DispatchConfig config = usual.withCost(usual.cost().withRefusals(100));
        beginning =
                new Recorder.Beginning(
                        "city", 7, START, config, told, codeVersions, snapshot, null);
        recorder.began(beginning);
        dispatcher = Dispatcher.restore(config, ruling, Watcher.NONE, snapshot, START);
        for (int i = 0; i < DRIVERS; i++) {
            DriverProfile profile = DriverProfile.car(new DriverId("d" + i));
            handle(new Command.RegisterDriver(nowMillis, profile));
            handle(new Command.GoOnline(nowMillis, profile.id(), Availability.open()));
            slots[i] = Objects.requireNonNull(dispatcher.roster().find(profile.id())).slot();
        }
    }

    void rule(Policy policy) {
        handle(new Command.ChangePolicy(nowMillis, policy, "ops", "a trial"));
    }

    String hash() {
        return dispatcher.decisionHash();
    }

    int commands() {
        return commands;
    }

    /// How often it went on in another flight.
    int images() {
        return images;
    }

    int events() {
        return history.size();
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            nowMillis += random.nextInt(400);
            step();
        }
    }

    /// Goes on from an image that this engine never was.
    void goOnWrongly() {
        Dispatcher other =
                Dispatcher.restore(
                        beginning.config(), beginning.policy(), Watcher.NONE, dispatcher.image());
        other.handle(new Command.Heartbeat(nowMillis + 1, anyDriver()), _ -> {});
        recorder.began(beginning.at(other.image()));
    }

    void end() {
        recorder.ended();
    }

    private void step() {
        switch (random.nextInt(9)) {
            case 0 -> submit();
            case 1, 2 -> answer();
            case 3, 4 -> fixes();
            case 5 -> drive();
            case 6 -> handle(new Command.Heartbeat(nowMillis, anyDriver()));
            case 7 ->
                    handle(
                            random.nextInt(3) == 0
                                    ? new Command.PauseDriver(nowMillis, anyDriver(), "ops", "why")
                                    : new Command.ResumeDriver(
                                            nowMillis, anyDriver(), "ops", "well"));
            default -> handle(new Command.Tick(nowMillis));
        }
    }

    private void submit() {
        LatLng pickup = place();
        Job job =
                Job.now(
                        new JobId("j" + jobs++),
                        JobKind.RIDE,
                        pickup,
                        place(),
                        Requirements.NONE,
                        nowMillis);
        char[] paces = new char[Reach.SIDE * Reach.SIDE];
        Arrays.fill(paces, (char) (400 + random.nextInt(400)));
        Reach reach = Reach.of(pickup, 1_000, 300_000, 2_500, 1_300, paces);
        handle(
                random.nextBoolean()
                        ? new Command.SubmitJob(nowMillis, job, reach)
                        : new Command.SubmitJob(nowMillis, job));
    }

    private void answer() {
        List<Offer> live =
                Arrays.stream(slots)
                        .mapToObj(slot -> dispatcher.liveOfferTo(dispatcher.roster().at(slot)))
                        .filter(Objects::nonNull)
                        .toList();
        if (live.isEmpty()) {
            handle(new Command.AcceptOffer(nowMillis, anyDriver(), 999_999));
        } else {
            Offer offer = live.get(random.nextInt(live.size()));
            handle(
                    random.nextInt(4) == 0
                            ? new Command.DeclineOffer(nowMillis, offer.driver(), offer.id())
                            : new Command.AcceptOffer(nowMillis, offer.driver(), offer.id()));
        }
    }

    private void drive() {
        DriverId driver = anyDriver();
        JobId job = new JobId("j" + random.nextInt(Math.max(1, jobs)));
        handle(
                switch (random.nextInt(5)) {
                    case 0 -> new Command.ArriveAtPickup(nowMillis, driver, job);
                    case 1 -> new Command.PickUpJob(nowMillis, driver, job);
                    case 2 -> new Command.CompleteJob(nowMillis, driver, job);
                    case 3 -> new Command.ReleaseJob(nowMillis, driver, job);
                    default ->
                            new Command.CancelJob(
                                    nowMillis, job, CancelledBy.CUSTOMER, "too \"slow\", ±");
                });
    }

    private void fixes() {
        batch.clear();
        int count = random.nextInt(DRIVERS);
        for (int i = 0; i < count; i++) {
            boolean decimal = random.nextBoolean();
            LatLng place = place();
            batch.add(
                    slots[random.nextInt(DRIVERS)],
                    decimal ? Math.rint(place.lat() * 1e6) / 1e6 : place.lat(),
                    decimal ? Math.rint(place.lng() * 1e6) / 1e6 : place.lng(),
                    nowMillis - random.nextInt(3_000) + 500,
                    random.nextBoolean() ? 12.5 : Fix.UNKNOWN,
                    random.nextBoolean() ? random.nextDouble() * 20 : Fix.UNKNOWN,
                    random.nextBoolean() ? 271.25 : Fix.UNKNOWN,
                    random.nextBoolean() ? random.nextInt(65_536) : FixBatch.UNNUMBERED,
                    random.nextInt(9) == 0);
        }
        handle(new Command.ReportFixes(nowMillis, batch));
    }

    private void handle(Command command) {
        int from = history.size();
        Result result = dispatcher.handle(command, history::add);
        recorder.handled(command, result, history.subList(from, history.size()));
        commands++;
        if (commands % 200 == 0 && recorder instanceof FileRecorder file) {
            // Minutes of the region's time pass here in no time, which no disk keeps up with.
            file.awaitWritten();
        }
        if (recorder.wantsImage()) {
            recorder.began(beginning.at(dispatcher.image()));
            images++;
        }
    }

    private DriverId anyDriver() {
        return new DriverId("d" + random.nextInt(DRIVERS));
    }

    private LatLng place() {
        return new LatLng(
                57.70 + random.nextGaussian() * 0.005, 11.97 + random.nextGaussian() * 0.005);
    }
}
