package dev.antar.simulator.load;

import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.LiveFeed;

import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Those who look at maps: the first measures how fresh his is, others only read, and some stop
/// reading and leave their socket open.
final class Operators {

    private final Scenario.Operators plan;
    private final List<LiveFeed> reading = new ArrayList<>();
    private final List<LiveFeed> stopping = new ArrayList<>();
    private boolean stopped;

    Operators(Load load, Scenario.Operators plan, Carrier carrier, RandomGenerator random) {
        this.plan = plan;
        for (int i = 0; i < plan.reading(); i++) {
            reading.add(new LiveFeed(carrier, i, i == 0 ? viewer(load) : null, random));
        }
        for (int i = 0; i < plan.stopped(); i++) {
            stopping.add(new LiveFeed(carrier, plan.reading() + i, null, random));
        }
    }

    void open() {
        reading.forEach(LiveFeed::open);
        stopping.forEach(LiveFeed::open);
    }

    boolean ready() {
        return reading.getFirst().seen();
    }

    void follow(long sinceWarmUpMillis) {
        if (!stopped && sinceWarmUpMillis >= plan.stopMillis()) {
            stopped = true;
            stopping.forEach(LiveFeed::stopReading);
        }
    }

    int stoppedNow() {
        return stopped ? stopping.size() : 0;
    }

    long received() {
        return reading.stream().mapToLong(LiveFeed::received).sum();
    }

    void close() {
        reading.forEach(LiveFeed::close);
        stopping.forEach(LiveFeed::close);
    }

    private static LiveFeed.Viewer viewer(Load load) {
        return new LiveFeed.Viewer() {
            @Override
            public void driverAt(String driver, double lat, double lng) {
                load.fixes().shown(driver, lat, lng, load.clock().micros());
            }

            @Override
            public void counted(JsonObject counts) {
                load.status().served(counts);
            }
        };
    }
}
