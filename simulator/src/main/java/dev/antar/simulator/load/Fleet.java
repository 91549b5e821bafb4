package dev.antar.simulator.load;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverPhase;
import dev.antar.simulator.behaviour.Cruising;
import dev.antar.simulator.behaviour.Dice;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.DriverSocket;

import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/// All drivers of a run: who is on duty, whose phone is bad, and when sockets break. The run's
/// event loop.
final class Fleet {

    private static final double NEARBY_METERS = 3_000;

    /// Resolution 9 has cells of a tenth of a square kilometre, 174 m from the middle to a side.
    private static final CellGrid STADIUM = new CellGrid(9);

    private static final double STADIUM_METERS = 120;
    private static final Cruising IN_THE_STADIUM = new Cruising(30, Duration.ofSeconds(10));
    private static final double METERS_PER_DEGREE = 111_195;
    private static final int BEATS_PER_ROUND = 50;

    private final Load load;
    private final LoadConfig config;
    private final Scenario scenario;
    private final Carrier carrier;
    private final SplittableRandom random;
    private final List<DriverClient> drivers = new ArrayList<>();
    private final List<Scenario.Storm> storms;
    private final BitSet silent = new BitSet();
    private int present;
    private double mayCome;
    private int beat;

    long fixesSent;
    long fixesSkipped;
    long fixesDuplicated;
    long fixesReordered;

    Fleet(Load load, LoadConfig config, Carrier carrier, SplittableRandom random) {
        this.load = load;
        this.config = config;
        this.scenario = config.scenario();
        this.carrier = carrier;
        this.random = random;
        this.storms = new ArrayList<>(scenario.storms());
    }

    /// Makes everybody; nobody is connected yet.
    ///
    /// @param idPrefix begins the ids of this run's commands
    void make(String idPrefix) {
        LatLng stadium = STADIUM.centerOf(cell(config.city().center()));
        int inStadium = (int) Math.round(scenario.drivers() * scenario.hotSpot().drivers());
        for (int i = 0; i < scenario.drivers(); i++) {
            boolean hot = i < inStadium;
            LatLng place =
                    hot ? around(stadium, STADIUM_METERS, random) : config.city().place(random);
            add(
                    i,
                    place,
                    hot
                            ? config.driverBehaviour().withCruising(IN_THE_STADIUM)
                            : config.driverBehaviour(),
                    idPrefix);
        }
    }

    private void add(int number, LatLng place, DriverBehaviour behaviour, String idPrefix) {
        DriverProfile profile =
                DriverProfile.car(
                        new DriverId(scenario.driverPrefix() + config.share().numberOf(number)));
        DriverClient client = new DriverClient(load, number);
        JsonObject hello =
                new JsonObject()
                        .put("t", "hello")
                        .put("proto", 1)
                        .put("driver", profile.id().value())
                        .put("vehicle", profile.vehicle().name())
                        .put("seats", profile.seats())
                        .put("capacity", profile.capacity());
        DriverSocket socket =
                new DriverSocket(carrier, number, hello, idPrefix, client, random.split());
        if (chosen("binary", number, phones().binary())) {
            socket.speakBinary();
        }
        if (chosen("slow", number, phones().slow())) {
            socket.readSlowly(phones().slowReadMillis());
        }
        client.attach(
                new DriverActor(
                        profile,
                        place,
                        behaviour,
                        config.chance(),
                        (_, intent, _) -> client.intend(intent)),
                socket);
        silent.set(number, chosen("silent", number, phones().silent()));
        drivers.add(client);
    }

    DriverClient at(int number) {
        return drivers.get(number);
    }

    Scenario.Phones phones() {
        return scenario.phones();
    }

    /// Draws whether something with this probability happens.
    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// Lets drivers come and go until so many are there; comes are limited, goes are not.
    void follow(double share, long passedMillis) {
        int target = (int) Math.round(scenario.drivers() * share);
        double most = scenario.connectsPerSecond();
        mayCome = Math.min(most / 20 + 1, mayCome + most * passedMillis / 1000);
        while (present < target && mayCome >= 1) {
            drivers.get(present++).come();
            mayCome--;
        }
        while (present > target) {
            drivers.get(--present).leave();
        }
    }

    /// Whether everybody who was to be there at first has been welcomed.
    boolean ready(double share) {
        int target = (int) Math.round(scenario.drivers() * share);
        return present >= target
                && drivers.subList(0, target).stream().allMatch(DriverClient::onceWelcomed);
    }

    /// Keeps a part of the sockets going; call it some hundred times a second, so that each has its
    /// turn about twice.
    ///
    /// @param hurry whether each driver also says where he is, every time
    void beat(long sinceWarmUpMillis, boolean hurry) {
        beat = (beat + 1) % BEATS_PER_ROUND;
        for (int i = beat; i < drivers.size(); i += BEATS_PER_ROUND) {
            DriverSocket socket = drivers.get(i).socket();
            if (silent.get(i)) {
                // Half the time each, and not all at once.
                long phase = sinceWarmUpMillis + i * 997L;
                socket.silent(
                        sinceWarmUpMillis >= 0 && phase / phones().silentForMillis() % 2 == 1);
            }
            socket.beat();
            if (hurry) {
                drivers.get(i).reportNow();
            }
        }
    }

    /// Breaks what is to break by now.
    void storms(long sinceWarmUpMillis) {
        storms.removeIf(
                storm -> {
                    boolean due = storm.atMillis() <= sinceWarmUpMillis;
                    if (due) {
                        int count = (int) Math.round(drivers.size() * storm.drivers());
                        drivers.subList(0, count).forEach(driver -> driver.cut(storm.jitter()));
                    }
                    return due;
                });
    }

    /// All phones work again, so that what is still owed can be said.
    void heal() {
        for (DriverClient driver : drivers) {
            driver.socket().readSlowly(0);
            driver.socket().silent(false);
        }
    }

    boolean freeNear(LatLng place, long nowMillis) {
        for (DriverClient driver : drivers) {
            if (driver.actor().phase() == DriverPhase.FREE
                    && driver.socket().connected()
                    && driver.actor().positionAt(nowMillis).metersTo(place) < NEARBY_METERS) {
                return true;
            }
        }
        return false;
    }

    int connected() {
        return (int) drivers.stream().filter(driver -> driver.socket().connected()).count();
    }

    int busy() {
        return (int) drivers.stream().filter(driver -> driver.actor().phase().onJob()).count();
    }

    int idle() {
        return (int)
                drivers.stream()
                        .map(driver -> driver.actor().phase())
                        .filter(phase -> !phase.onJob() && phase != DriverPhase.OFF_DUTY)
                        .count();
    }

    long repeats() {
        return drivers.stream().mapToLong(driver -> driver.socket().repeats()).sum();
    }

    long reconnects() {
        return drivers.stream().mapToLong(driver -> driver.socket().reconnects()).sum();
    }

    boolean answered() {
        return drivers.stream().allMatch(driver -> driver.socket().unanswered().isEmpty());
    }

    /// Names each driver's commands without an answer.
    void unanswered(BiConsumer<String, String> found) {
        for (DriverClient driver : drivers) {
            driver.socket().unanswered().forEach(id -> found.accept(driver.name(), id));
        }
    }

    void close() {
        drivers.forEach(driver -> driver.socket().close());
    }

    /// Where a job of the hot spot begins.
    LatLng stadium(SplittableRandom dice) {
        return around(STADIUM.centerOf(cell(config.city().center())), STADIUM_METERS, dice);
    }

    private boolean chosen(String what, int number, double share) {
        return share > 0
                && Dice.of(config.chance(), what, Integer.toString(number)).nextDouble() < share;
    }

    private static long cell(LatLng place) {
        return STADIUM.cellOf(place.lat(), place.lng());
    }

    private static LatLng around(LatLng middle, double meters, SplittableRandom dice) {
        double distance = meters * Math.sqrt(dice.nextDouble()) / METERS_PER_DEGREE;
        double angle = 2 * Math.PI * dice.nextDouble();
        double shrink = Math.max(0.01, Math.cos(Math.toRadians(middle.lat())));
        return new LatLng(
                middle.lat() + distance * Math.cos(angle),
                middle.lng() + distance * Math.sin(angle) / shrink);
    }
}
