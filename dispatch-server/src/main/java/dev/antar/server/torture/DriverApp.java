package dev.antar.server.torture;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A driver's phone: keeps a connection, says where it is, and lets [Duties] answer what the server
/// says.
final class DriverApp implements Connection.Phone {

    private static final int FIX_MILLIS = 2_000;
    private static final int DEAD_MILLIS = 12_000;
    private static final int FIRST_RETRY_MILLIS = 500;
    private static final int LAST_RETRY_MILLIS = 6_000;
    private static final int MAX_KEPT = 40;

    private final int number;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final NetworkWeather weather;
    private final History history;
    private final Servers servers;
    private final Options options;
    private final Duties duties;

    /// Fixes of which the server has not said that they are taken, by number.
    private final NavigableMap<Integer, String> kept = new TreeMap<>();

    private @Nullable Connection connection;
    private long clockMillis;
    private long heardMillis;
    private long quietUntilMillis;
    private long offUntilMillis;
    private int failures;
    private int fixes;
    private boolean welcomed;

    /// Whether the phone goes on saying where it is when its driver has gone off duty.
    private final boolean tells;

    DriverApp(
            int number,
            VirtualTime time,
            SplittableRandom random,
            NetworkWeather weather,
            History history,
            Servers servers,
            Options options) {
        this.number = number;
        this.time = time;
        this.random = random;
        this.weather = weather;
        this.history = history;
        this.servers = servers;
        this.options = options;
        this.duties = new Duties(number, time, random.split(), history, options, this::send);
        this.tells = options.has(Habit.SHIFTS) && number % 2 == 0;
        // Most phones' clocks are right; some are wrong by hours.
        this.clockMillis =
                random.nextInt(4) > 0
                        ? random.nextInt(-500, 500)
                        : random.nextInt(-9_000_000, 9_000_000);
    }

    static DriverId id(int number) {
        return new DriverId("d" + number);
    }

    static int number(DriverId id) {
        return Integer.parseInt(id.value(), 1, id.value().length(), 10);
    }

    Duties duties() {
        return duties;
    }

    void begin() {
        time.after(random.nextInt(3_000), this::connect);
        time.after(random.nextInt(FIX_MILLIS), this::report);
        time.after(1_000, this::look);
        duties.begin();
    }

    boolean welcomed() {
        return welcomed;
    }

    /// The connection that a fault may hit.
    @Nullable Connection connection() {
        return connection;
    }

    void setClock(long byMillis) {
        clockMillis += byMillis;
    }

    /// The phone is off until then.
    void switchOff(long untilMillis) {
        offUntilMillis = Math.max(offUntilMillis, untilMillis);
        Connection now = connection;
        if (now != null) {
            now.vanish();
            lost();
        }
    }

    @Override
    public void heard(int process) {
        history.add(new Seen.Heard(time.nowMillis(), process, number));
    }

    @Override
    public void closed(Connection which) {
        if (which.equals(connection)) {
            lost();
        }
    }

    @Override
    public void received(Connection which, String text) {
        if (!which.equals(connection)) {
            return;
        }
        heardMillis = time.nowMillis();
        JsonObject frame = new JsonObject(text);
        switch (frame.getString("t")) {
            case "ping" -> which.send("{\"t\":\"pong\"}");
            case "welcome" -> {
                welcomed = true;
                failures = 0;
                sendKept();
                duties.welcomed(frame.getJsonObject("state"));
            }
            case "taken" -> kept.headMap(frame.getInteger("through"), true).clear();
            case "bye" -> quietUntilMillis = time.nowMillis() + frame.getLong("reconnectAfterMs");
            default -> duties.told(frame);
        }
    }

    @Override
    public String toString() {
        return "driver d" + number + (welcomed ? "" : " (not welcomed)");
    }

    private void connect() {
        ServerProcess process = servers.taking();
        if (connection != null) {
            return;
        }
        if (process == null || isOff()) {
            retry();
            return;
        }
        welcomed = false;
        heardMillis = time.nowMillis();
        Connection made =
                new Connection(time, random.split(), weather, process, this, options.linkBytes());
        connection = made;
        history.add(new Seen.Connected(time.nowMillis(), number));
        made.send(
                "{\"t\":\"hello\",\"proto\":1,\"driver\":\"d"
                        + number
                        + "\",\"capacity\":"
                        + options.capacity(number)
                        + ",\"at\":"
                        + phoneMillis()
                        + "}");
    }

    private void lost() {
        connection = null;
        welcomed = false;
        history.add(new Seen.Disconnected(time.nowMillis(), number));
        duties.disconnected();
        retry();
    }

    private void retry() {
        int most = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures++, 4));
        long wait = Math.max(0, quietUntilMillis - time.nowMillis());
        time.after(wait + random.nextInt(most), this::connect);
    }

    /// Gives a connection up on which nothing comes.
    private void look() {
        Connection now = connection;
        if (now != null && time.nowMillis() - heardMillis > DEAD_MILLIS) {
            now.hangUp();
            lost();
        }
        time.after(1_000, this::look);
    }

    private void report() {
        time.after(FIX_MILLIS, this::report);
        if (isOff() || (!duties.onDuty() && !tells)) {
            return;
        }
        LatLng place = Track.place(number, fixes);
        String fix =
                "\"at\":" + phoneMillis() + ",\"lat\":" + place.lat() + ",\"lng\":" + place.lng();
        kept.put(fixes, "{" + fix + "}");
        if (kept.size() > MAX_KEPT) {
            kept.pollFirstEntry();
        }
        send("{\"t\":\"fix\",\"seq\":" + fixes + "," + fix + "}");
        fixes++;
    }

    /// What may not have arrived; some phones send the newest first.
    private void sendKept() {
        if (!kept.isEmpty() && random.nextInt(3) == 0) {
            sendFixes(kept.tailMap(kept.lastKey(), true));
        }
        if (!kept.isEmpty()) {
            sendFixes(kept);
        }
    }

    private void sendFixes(NavigableMap<Integer, String> some) {
        send(
                "{\"t\":\"fixes\",\"seq\":"
                        + some.firstKey()
                        + ",\"fixes\":["
                        + String.join(",", some.values())
                        + "]}");
    }

    private void send(String frame) {
        Connection now = connection;
        if (now != null && welcomed) {
            now.send(frame);
        }
    }

    private boolean isOff() {
        return time.nowMillis() < offUntilMillis;
    }

    private long phoneMillis() {
        return time.nowMillis() + clockMillis;
    }
}
