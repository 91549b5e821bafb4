package dev.antar.simulator.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A connection on which anything at all can be sent. One thread, but for [#close].
final class RawConnection implements AutoCloseable {

    private static final int PIECE = 8_192;
    private static final int ANSWER_BYTES = 256 * 1024;
    private static final int IN_BYTES = 512;

    /// However late it is looked, what is there by then counts: on a busy machine it is often the
    /// attacker who has had no turn.
    private static final int LAST_LOOK_MILLIS = 100;

    private static final long AT_MOST_LATE_NANOS = 5_000_000_000L;

    private final Socket socket;
    private final String authority;
    private final InputStream in;
    private final OutputStream out;

    /// Of an answer, as far as it is there.
    private final StringBuilder head = new StringBuilder();

    private volatile boolean expired;

    /// The server kept us waiting for longer than anything may take.
    static final class Expired extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /// @param lifetime after which the connection ends whatever is going on
    RawConnection(Socket socket, String authority, Duration lifetime) throws IOException {
        this.socket = socket;
        this.authority = authority;
        // Heads are read byte by byte.
        this.in = new BufferedInputStream(socket.getInputStream(), IN_BYTES);
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        CompletableFuture.delayedExecutor(lifetime.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::expire);
    }

    /// @throws IOException if the connection is broken
    void send(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            if (expired) {
                throw new Expired();
            }
            throw e;
        }
    }

    /// Each character becomes one byte; `HOST` becomes the server's name.
    void send(String text) throws IOException {
        send(text.replace("HOST", authority).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Waits until the server breaks the connection; what it sends before is thrown away.
    ///
    /// @return whether it did in time
    boolean awaitEnd(Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        byte[] piece = new byte[PIECE];
        while (System.nanoTime() - until < AT_MOST_LATE_NANOS) {
            socket.setSoTimeout(Math.max(LAST_LOOK_MILLIS, leftMillis(until)));
            try {
                if (in.read(piece) < 0) {
                    return true;
                }
            } catch (SocketTimeoutException _) {
                return false;
            } catch (IOException _) {
                return true;
            }
        }
        return false;
    }

    /// All that the server sends until it breaks the connection, the time is over or it is more
    /// than any answer.
    String answers(Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        while (all.size() < ANSWER_BYTES) {
            int left = leftMillis(until);
            if (left == 0) {
                break;
            }
            socket.setSoTimeout(left);
            try {
                int read = in.read(piece);
                if (read < 0) {
                    break;
                }
                all.write(piece, 0, read);
            } catch (IOException _) {
                break;
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /// The status of the next answer.
    ///
    /// @return 0 where there is none in time
    int status(Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < ANSWER_BYTES) {
            socket.setSoTimeout(Math.max(LAST_LOOK_MILLIS, leftMillis(until)));
            int read;
            try {
                read = in.read();
            } catch (SocketTimeoutException _) {
                return 0;
            }
            if (read < 0) {
                break;
            }
            head.append((char) read);
        }
        int status = statusOf(head.toString());
        head.setLength(0);
        return status;
    }

    /// The status that an answer begins with, or 0.
    static int statusOf(String answer) {
        return answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*")
                ? Integer.parseInt(answer.substring(9, 12))
                : 0;
    }

    /// Asks for a websocket.
    ///
    /// @return status of the answer, 101 where it is one now
    int upgrade(String path, Duration limit) throws IOException {
        send(
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        return status(limit);
    }

    /// Breaks the connection by a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Any thread: also ends whoever is writing.
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void expire() {
        if (!socket.isClosed()) {
            expired = true;
            try {
                socket.close();
            } catch (IOException _) {
                // It is gone already.
            }
        }
    }

    private static int leftMillis(long until) {
        return (int) Math.max(0, (until - System.nanoTime()) / 1_000_000);
    }
}
