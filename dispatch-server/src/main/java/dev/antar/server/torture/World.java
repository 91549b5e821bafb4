package dev.antar.server.torture;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Workload;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// One run: servers, database, network, phones and customers, and what goes wrong among them. First
/// things go wrong, then they heal, and then everything must come to its end.
final class World implements Servers {

    private static final int LOOK_MILLIS = 500;
    private static final int REPLACED_MILLIS = 5_000;

    /// Beyond the longest wait for a driver and the longest silence of one.
    private static final int TO_SETTLE_MILLIS = 180_000;

    /// More where jobs are for later, besides what the clock may have been set back.
    private static final int TO_COME_MILLIS = 120_000;

    private final Options options;
    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final History history = new History(time);
    private final NetworkWeather network = new NetworkWeather(time);
    private final StoreWeather storeWeather;
    private final Tables tables;
    private final SimulatedStore store;
    private final Plants plants;
    private final List<DriverApp> drivers = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Asker> operators = new ArrayList<>();
    private final List<ServerProcess> processes = new ArrayList<>();
    private @Nullable ServerProcess current;
    private boolean starting;
    private long wallAheadMillis;

    World(Options options, Set<Plant> planted) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.storeWeather = new StoreWeather(time, random.split());
        this.tables = new Tables(planted, options.recentEvents());
        this.store = new SimulatedStore(time, storeWeather, tables, history);
        this.plants = new Plants(planted, time);
        for (int i = 0; i < options.drivers(); i++) {
            drivers.add(new DriverApp(i, time, random.split(), network, history, this, options));
        }
        for (int i = 0; i < options.jobs(); i++) {
            customers.add(
                    new Customer(
                            i,
                            time,
                            random.split(),
                            network,
                            history,
                            this,
                            store,
                            options,
                            plants));
        }
    }

    /// Draws apart from everything else, so that runs without pauses are as they were.
    private void addOperators() {
        SplittableRandom apart = new SplittableRandom(options.seed() * 137 + 11);
        for (int i = 0; i < options.pauses(); i++) {
            DriverId driver = DriverApp.id(apart.nextInt(options.drivers()));
            SplittableRandom own = apart.split();
            SplittableRandom ways = new SplittableRandom(options.seed() * 157 + i);
            Requests requests = new Requests(time, own, ways, network, this);
            Operator operator = new Operator(i, driver, time, own, history, requests);
            operators.add(operator);
            operator.begin(VirtualTime.START + 500 + own.nextInt(options.faultyMillis()));
        }
    }

    private void addPolicyOperator() {
        if (options.has(Habit.POLICIES)) {
            SplittableRandom apart = new SplittableRandom(options.seed() * 191 + 31);
            Requests requests = new Requests(time, apart.split(), apart.split(), network, this);
            Asker operator =
                    new PolicyOperator(
                            policy(), 1 + apart.nextInt(3), time, apart.split(), history, requests);
            operators.add(operator);
            operator.begin(VirtualTime.START + 500 + apart.nextInt(options.faultyMillis()));
        }
    }

    History history() {
        return history;
    }

    /// The true time that has passed, milliseconds.
    long passedMillis() {
        return time.passedMillis();
    }

    /// Runs it to its end.
    void run() {
        start();
        drivers.forEach(DriverApp::begin);
        for (Customer customer : customers) {
            customer.begin(VirtualTime.START + 500 + random.nextInt(options.faultyMillis()));
        }
        addOperators();
        addPolicyOperator();
        for (Fault fault : options.faults()) {
            time.at(VirtualTime.START + fault.atMillis(), () -> happen(fault));
        }
        time.after(LOOK_MILLIS, this::look);
        long heals = VirtualTime.START + options.faultyMillis();
        while (time.step(heals)) {
            // Everything happens in the steps.
        }
        long last = heals + options.maxWaitMillis() + TO_SETTLE_MILLIS;
        last += options.has(Habit.LATER) ? TO_COME_MILLIS + setBackMillis() : 0;
        while (time.nowMillis() < last && !settled()) {
            long until = time.nowMillis() + LOOK_MILLIS;
            while (time.step(until)) {
                // As above.
            }
        }
        tellUnsettled();
    }

    private long setBackMillis() {
        return options.faults().stream()
                .filter(fault -> fault.kind() == FaultKind.WALL_BACK)
                .mapToLong(Fault::millis)
                .sum();
    }

    @Override
    public @Nullable ServerProcess taking() {
        ServerProcess now = current;
        return now != null && now.serving() ? now : null;
    }

    private void happen(Fault fault) {
        long end = VirtualTime.START + options.endMillis(fault);
        DriverApp driver = drivers.get(fault.driver() % drivers.size());
        ServerProcess now = current;
        switch (fault.kind()) {
            case CUT -> snap(driver);
            case CUT_ALL -> drivers.forEach(World::snap);
            case DEAF -> block(driver, end, true, false);
            case MUTE -> block(driver, end, false, true);
            case HALF_OPEN -> block(driver, end, true, true);
            case PHONE_OFF -> driver.switchOff(end);
            case LAG -> network.lag(end);
            case REQUESTS_LOST -> network.lose(end);
            case REQUESTS_LATE -> network.delayRequests(end);
            case REQUESTS_TWICE -> network.repeatRequests(end);
            case COMMIT_LOST, COMMIT_UNKNOWN, COMMIT_LATE, STORE_STALLS, STORE_AWAY, STORE_SLOW ->
                    storeWeather.begin(fault.kind(), end);
            case KILL -> kill(now, fault.millis());
            case KILL_BEFORE_COMMIT -> killAtCommit(false, fault.millis());
            case KILL_AFTER_COMMIT -> killAtCommit(true, fault.millis());
            case FREEZE -> {
                if (now != null) {
                    now.freeze(end);
                }
            }
            case TAKEOVER -> {
                if (now != null) {
                    now.freeze(end);
                    startAfter(200 + random.nextInt(2_000));
                }
            }
            case DRAIN -> {
                if (now != null) {
                    now.drain(() -> startAfter(fault.millis()));
                }
            }
            case PHONE_CLOCK ->
                    driver.setClock(random.nextBoolean() ? fault.millis() : -fault.millis());
            case WALL_BACK -> wallAheadMillis -= fault.millis();
            case WALL_FORWARD -> wallAheadMillis += fault.millis();
        }
    }

    private static void snap(DriverApp driver) {
        Connection connection = driver.connection();
        if (connection != null) {
            connection.snap();
        }
    }

    private static void block(DriverApp driver, long until, boolean down, boolean up) {
        Connection connection = driver.connection();
        if (connection != null && down) {
            connection.deafen(until);
        }
        if (connection != null && up) {
            connection.mute(until);
        }
    }

    private void kill(@Nullable ServerProcess process, int awayMillis) {
        if (process != null && process.alive()) {
            process.die(random.nextInt(4) > 0);
            startAfter(awayMillis);
        }
    }

    private void killAtCommit(boolean written, int awayMillis) {
        store.atNextCommit(
                isWritten -> {
                    if (time.passedMillis() >= options.faultyMillis()) {
                        return true;
                    }
                    if (isWritten == written) {
                        kill(current, awayMillis);
                    }
                    return written;
                });
    }

    private void startAfter(int millis) {
        if (!starting) {
            starting = true;
            time.after(millis, this::start);
        }
    }

    private void start() {
        starting = false;
        ServerProcess process =
                new ServerProcess(processes.size(), time, random.split(), history, wallAheadMillis);
        processes.add(process);
        current = process;
        process.start(
                        store.connect(process),
                        config(),
                        plants.policy(policy()),
                        () -> time.nowMillis() + wallAheadMillis,
                        plants)
                .onFailure(_ -> startAfter(500 + random.nextInt(1_000)));
    }

    private Policy policy() {
        String matching = options.matching();
        return options.has(Habit.LATER)
                ? new Policy(
                        matching,
                        1,
                        "",
                        matching,
                        Map.of(PolicyParameter.LEAD_MS, options.leadMillis()))
                : Policy.of(matching);
    }

    private DispatchConfig config() {
        int silence = options.silenceMillis();
        Revision revision = Revision.defaults();
        DispatchConfig usual = DispatchConfig.defaults();
        // What is learned of refusals decides too, so a restart must not forget it unnoticed.
        return usual.withCost(usual.cost().withRefusals(options.batches() ? 100 : 0))
                .withTimes(1_000, options.offerMillis(), options.maxWaitMillis())
                .withSilence(silence, 2 * silence, 4 * silence, 8 * silence)
                .withWorkload(options.stacks() ? Workload.defaults() : Workload.ONE_AT_A_TIME)
                .withRevision(
                        options.swaps()
                                ? new Revision(revision.promptMillis(), true, 10_000, 10, 5_000)
                                : revision.withoutSwaps());
    }

    /// What whoever runs servers does: starts one where there is none, and ends those that are of
    /// no more use.
    private void look() {
        time.after(LOOK_MILLIS, this::look);
        for (ServerProcess process : processes) {
            if (process.alive() && process.failed()) {
                history.broken(Rule.ENGINE_RUNS, process.health());
                process.die(true);
            }
            boolean useless =
                    process.replaced() || (!process.equals(current) && !process.standing());
            if (process.alive() && useless && !process.condemned()) {
                process.condemn();
                time.after(REPLACED_MILLIS, () -> process.die(true));
            }
        }
        ServerProcess now = current;
        if (now == null || !now.alive()) {
            startAfter(1_000);
        }
    }

    private boolean settled() {
        ServerProcess now = taking();
        return now != null
                && tables.open().isEmpty()
                && customers.stream().allMatch(Customer::answered)
                && customers.stream().allMatch(customer -> customer.followedAll(tables))
                && operators.stream().allMatch(Asker::done)
                && drivers.stream().allMatch(World::settled);
    }

    private static boolean settled(DriverApp driver) {
        Duties duties = driver.duties();
        return driver.welcomed()
                && duties.settled()
                && duties.jobs().isEmpty()
                && duties.offers().isEmpty();
    }

    private void tellUnsettled() {
        ServerProcess now = current;
        if (now == null || !now.serving()) {
            history.broken(Rule.HEALS, "no server serves");
        } else if (!now.region().health().ready()) {
            history.broken(Rule.HEALS, "the server is not ready: " + now.health());
        }
        if (!tables.open().isEmpty()) {
            history.broken(Rule.EVERY_JOB_ENDS, "still open: " + tables.open());
        }
        for (Customer customer : customers) {
            if (!customer.answered()) {
                history.broken(Rule.EVERY_REQUEST_IS_ANSWERED, customer + " has no answer");
            } else if (!customer.followedAll(tables)) {
                history.broken(Rule.STREAMS_HAVE_NO_GAP, customer + " did not see it end");
            }
        }
        for (Asker operator : operators) {
            if (!operator.done()) {
                history.broken(
                        Rule.EVERY_REQUEST_IS_ANSWERED, operator + " has not all his answers");
            }
        }
        for (DriverApp driver : drivers) {
            if (!settled(driver)) {
                history.broken(Rule.DRIVERS_KNOW, driver + " " + driver.duties());
            }
        }
    }
}
