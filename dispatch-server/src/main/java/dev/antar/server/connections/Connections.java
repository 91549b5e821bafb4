package dev.antar.server.connections;

import dev.antar.server.metrics.ConnectionMeters;
import dev.antar.server.metrics.ConnectionMeters.TooMany;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many connections there are, in all and from each address, over all event loops. Any thread.
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final long LOG_NANOS = 1_000_000_000;

    /// Whoever has one IPv6 address has all that begin with these bytes.
    private static final int NETWORK_BYTES = 8;

    private final ConnectionLimits limits;
    private final ConnectionMeters meters;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byOrigin = new ConcurrentHashMap<>();
    private final Map<String, Integer> mapsByOrigin = new ConcurrentHashMap<>();
    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - LOG_NANOS);

    public Connections(ConnectionLimits limits, ConnectionMeters meters) {
        this.limits = limits;
        this.meters = meters;
        meters.watchOpen(open::get);
    }

    /// Counts one more, if there may be one more.
    ///
    /// @param origin as [#originOf] has it
    boolean enter(Origin origin) {
        if (open.incrementAndGet() > limits.inAll()) {
            open.decrementAndGet();
            refused(TooMany.IN_ALL, origin, limits.inAll());
            return false;
        }
        int most = origin.local() ? limits.perLocalAddress() : limits.perAddress();
        if (byOrigin.merge(origin.name(), 1, Integer::sum) > most) {
            leave(origin);
            refused(TooMany.ADDRESS, origin, most);
            return false;
        }
        return true;
    }

    void leave(Origin origin) {
        open.decrementAndGet();
        byOrigin.computeIfPresent(origin.name(), (_, count) -> count == 1 ? null : count - 1);
    }

    /// Whether another map may come from there; counts the refusal where none may.
    boolean mayOpenMap(Origin origin) {
        if (mapsByOrigin.getOrDefault(origin.name(), 0) < mostMaps(origin)) {
            return true;
        }
        refused(TooMany.MAPS, origin, mostMaps(origin));
        return false;
    }

    /// Counts one more map, if there may be one more.
    boolean enterMap(Origin origin) {
        if (mapsByOrigin.merge(origin.name(), 1, Integer::sum) > mostMaps(origin)) {
            leaveMap(origin);
            refused(TooMany.MAPS, origin, mostMaps(origin));
            return false;
        }
        return true;
    }

    void leaveMap(Origin origin) {
        mapsByOrigin.computeIfPresent(origin.name(), (_, count) -> count == 1 ? null : count - 1);
    }

    private int mostMaps(Origin origin) {
        return origin.local() ? limits.mapsPerLocalAddress() : limits.mapsPerAddress();
    }

    ConnectionMeters meters() {
        return meters;
    }

    /// Connections that there are.
    int open() {
        return open.get();
    }

    /// Where a connection comes from.
    ///
    /// @param name the address, or the network of an IPv6 address
    /// @param local whether it is this machine
    record Origin(String name, boolean local) {}

    /// What counts as one sender: the address, or the network of an IPv6 address.
    ///
    /// @param address in digits
    public static String networkOf(String address) {
        return originOf(address).name();
    }

    /// @param address in digits
    static Origin originOf(String address) {
        try {
            InetAddress known = InetAddress.getByName(address);
            boolean local = known.isLoopbackAddress();
            return known instanceof Inet6Address && !local
                    ? new Origin(
                            HexFormat.of()
                                    .formatHex(Arrays.copyOf(known.getAddress(), NETWORK_BYTES)),
                            false)
                    : new Origin(known.getHostAddress(), local);
        } catch (UnknownHostException _) {
            return new Origin(address, false);
        }
    }

    private void refused(TooMany reason, Origin origin, int most) {
        meters.refused(reason);
        long now = System.nanoTime();
        long last = loggedNanos.get();
        if (now - last >= LOG_NANOS && loggedNanos.compareAndSet(last, now)) {
            LOG.warn(
                    "A connection of {} was refused: there are {} ({})",
                    origin.name(),
                    most,
                    reason);
        }
    }
}
