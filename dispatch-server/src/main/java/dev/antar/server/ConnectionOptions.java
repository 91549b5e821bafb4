package dev.antar.server;

import dev.antar.server.connections.ConnectionLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// How `antar serve` is told how many may connect.
final class ConnectionOptions {

    private static final int MOST = 1_000_000;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description =
                    "How many connections there may be (default: as many as files may be open, less"
                            + " what the server itself needs, at most 60000).")
    private @Nullable Integer inAll;

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            description =
                    "How many of them from one address (default: 2000, and any number from this"
                            + " machine itself, where a proxy may speak for everybody).")
    private @Nullable Integer perAddress;

    @Option(
            names = "--maps-per-address",
            paramLabel = "N",
            description =
                    "How many live maps may be open from one address (default: 50, and any number"
                            + " from this machine itself, where a proxy may speak for everybody;"
                            + " 500 in all).")
    private @Nullable Integer mapsPerAddress;

    ConnectionLimits read() {
        ConnectionLimits limits = ConnectionLimits.usual();
        if (inAll != null) {
            limits = limits.inAll(within("--connections", inAll));
        }
        if (perAddress != null) {
            limits = limits.perAnyAddress(within("--connections-per-address", perAddress));
        }
        if (mapsPerAddress != null) {
            limits = limits.mapsPerAnyAddress(within("--maps-per-address", mapsPerAddress));
        }
        return limits;
    }

    private static int within(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(
                    option + "=" + value + ": must be from 1 to " + MOST);
        }
        return value;
    }
}
