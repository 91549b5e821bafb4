package dev.antar.simulator.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// The server that is attacked.
///
/// @param host an address in digits
/// @param addresses from how many of this machine's own addresses the attackers come, 0 for the
///   usual one; only a machine that answers at all of 127.0.0.0/8 has them (Linux)
/// @param patience how long an attacker waits for the server to put an end to it
/// @param tag begins the names of all that attackers make
public record Target(String host, int port, int addresses, Duration patience, String tag) {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int FIRST = 2;

    /// No attack needs a connection for longer than so many times the patience.
    private static final int LIFETIMES = 3;

    /// There was no connection in the first place, so that nothing was done to the server.
    static final class NotConnected extends IOException {

        private static final long serialVersionUID = 1;

        NotConnected(IOException why) {
            super(why);
        }
    }

    /// Connects, each of the attackers from the next address.
    RawConnection connect(int number) throws IOException {
        Socket socket = new Socket();
        try {
            if (addresses > 0) {
                byte[] from = {127, 0, 0, (byte) (FIRST + number % addresses)};
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
            }
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return new RawConnection(socket, host + ":" + port, patience.multipliedBy(LIFETIMES));
        } catch (IOException e) {
            socket.close();
            throw new NotConnected(e);
        }
    }
}
