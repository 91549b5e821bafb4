package dev.antar.server.torture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/// One direction of a connection, as TCP makes it: what is sent arrives in order, late, or not at
/// all; and what does not arrive takes everything after it along.
final class Wire {

    private record Sent(long dueMillis, int bytes, Runnable arrival) {}

    private final VirtualTime time;
    private final SplittableRandom random;
    private final NetworkWeather weather;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long blockedUntilMillis;
    private boolean held;
    private boolean broken;
    private boolean planned;
    private int bytes;
    private Runnable drained = () -> {};

    Wire(VirtualTime time, SplittableRandom random, NetworkWeather weather) {
        this.time = time;
        this.random = random;
        this.weather = weather;
    }

    /// Called whenever something has arrived.
    void onArrival(Runnable then) {
        drained = then;
    }

    void send(int size, Runnable arrival) {
        if (broken) {
            return;
        }
        bytes += size;
        underWay.add(new Sent(time.nowMillis() + weather.delay(random), size, arrival));
        plan();
    }

    /// What has been sent and has not arrived.
    int bytes() {
        return bytes;
    }

    /// Nothing arrives before then; afterwards everything does.
    void block(long untilMillis) {
        blockedUntilMillis = Math.max(blockedUntilMillis, untilMillis);
    }

    /// Whoever receives takes nothing for now.
    void hold(boolean now) {
        held = now;
        plan();
    }

    /// Nothing more arrives.
    void cut() {
        broken = true;
        underWay.clear();
        bytes = 0;
    }

    /// Of what is under way only a part arrives, nothing after it.
    void breakSoon() {
        int arriving = underWay.isEmpty() ? 0 : random.nextInt(underWay.size() + 1);
        while (underWay.size() > arriving) {
            bytes -= underWay.removeLast().bytes();
        }
        broken = true;
    }

    private void plan() {
        Sent next = underWay.peek();
        if (next == null || planned || held) {
            return;
        }
        planned = true;
        time.at(Math.max(next.dueMillis(), blockedUntilMillis), this::arrive);
    }

    private void arrive() {
        planned = false;
        Sent next = underWay.peek();
        if (next == null || held) {
            return;
        }
        if (time.nowMillis() < blockedUntilMillis) {
            plan();
            return;
        }
        underWay.remove();
        bytes -= next.bytes();
        next.arrival().run();
        drained.run();
        plan();
    }
}
