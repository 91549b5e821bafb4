package dev.antar.simulator.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports that nobody uses.
final class Ports {

    private int next;

    /// @param first of a row of ports that may be taken, or 0 for any that are free
    Ports(int first) {
        this.next = first;
    }

    /// One that was not given before.
    int take() throws IOException {
        if (next == 0) {
            return free(0);
        }
        while (next < 65_536) {
            int candidate = next++;
            try {
                return free(candidate);
            } catch (IOException _) {
                // Somebody else's; the next.
            }
        }
        throw new IOException("no port is free");
    }

    private static int free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
