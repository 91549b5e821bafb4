package dev.antar.server.connections;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/// How many connections are taken at once.
///
/// @param inAll at least 1
/// @param perAddress from one address of another machine, at least 1
/// @param perLocalAddress from one address of this machine, at least 1: a proxy in front of the
///   server speaks for everybody
/// @param mapsPerAddress of those, sockets of maps from one address of another machine, at least 1
/// @param mapsPerLocalAddress the same from one address of this machine
public record ConnectionLimits(
        int inAll,
        int perAddress,
        int perLocalAddress,
        int mapsPerAddress,
        int mapsPerLocalAddress) {

    /// Of one mobile network's gateway there are many drivers behind one address, yet never all.
    public static final int PER_ADDRESS = 2_000;

    /// An office of operators is behind one address; all maps together are 500.
    public static final int MAPS_PER_ADDRESS = 50;

    private static final int MOST = 60_000;

    /// Files that the database's connections, recordings and the program itself need: whoever has
    /// none left can neither commit nor answer.
    private static final int OTHER_FILES = 400;

    private static final int USUAL_FILES = 10_000;

    public ConnectionLimits {
        require("in all", inAll);
        require("per address", perAddress);
        require("per local address", perLocalAddress);
        require("of maps per address", mapsPerAddress);
        require("of maps per local address", mapsPerLocalAddress);
    }

    /// With the usual number of maps.
    public ConnectionLimits(int inAll, int perAddress, int perLocalAddress) {
        this(inAll, perAddress, perLocalAddress, MAPS_PER_ADDRESS, inAll);
    }

    /// As many as the process may have files open, less what else it needs.
    public static ConnectionLimits usual() {
        int inAll = leftOf(mostFiles());
        return new ConnectionLimits(inAll, PER_ADDRESS, inAll);
    }

    /// The same with another number in all.
    public ConnectionLimits inAll(int wanted) {
        return new ConnectionLimits(
                wanted,
                perAddress,
                perLocalAddress == inAll ? wanted : perLocalAddress,
                mapsPerAddress,
                mapsPerLocalAddress == inAll ? wanted : mapsPerLocalAddress);
    }

    /// The same with another number from any one address, this machine's as well.
    public ConnectionLimits perAnyAddress(int wanted) {
        return new ConnectionLimits(inAll, wanted, wanted, mapsPerAddress, mapsPerLocalAddress);
    }

    /// The same with another number of maps from any one address, this machine's as well.
    public ConnectionLimits mapsPerAnyAddress(int wanted) {
        return new ConnectionLimits(inAll, perAddress, perLocalAddress, wanted, wanted);
    }

    /// @param files that the process may have open
    static int leftOf(long files) {
        long left = Math.max(files - OTHER_FILES, files / 2);
        return Math.clamp(left, 1, MOST);
    }

    private static long mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : USUAL_FILES;
    }

    private static void require(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "connections " + what + "=" + value + ": must be at least 1");
        }
    }
}
