package dev.antar.benchmarks.peer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Redis GEO: a real server of this run on a Unix socket, one connection, moves in pipelines of
/// 100. A search has the radius that suits this city, 200 m, and does not filter.
public final class RedisGeo implements MovingIndex {

    private static final int PIPELINE = 100;
    private static final double RADIUS_METERS = 200;

    private final Path folder;
    private final Process server;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private int waiting;

    /// Starts a server without persistence.
    ///
    /// @throws NotInstalled when there is none to start
    public RedisGeo() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("antar-redis");
        Path socket = folder.resolve("socket");
        server = start(folder, socket);
        channel = connect(socket);
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    @Override
    public String name() {
        return "redis-geo";
    }

    @Override
    public boolean filters() {
        return false;
    }

    @Override
    public double limitMeters() {
        return RADIUS_METERS;
    }

    /// Redis keeps positions in 52 bits.
    @Override
    public double tolerance(double meters) {
        return 1.5;
    }

    @Override
    public void move(int driver, double lat, double lng) {
        send("GEOADD", "d", decimal(lng), decimal(lat), Integer.toString(driver));
        if (++waiting == PIPELINE) {
            settle();
        }
    }

    @Override
    public void settle() {
        try {
            out.flush();
            for (; waiting > 0; waiting--) {
                line();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        settle();
        send(
                "GEOSEARCH",
                "d",
                "FROMLONLAT",
                decimal(lng),
                decimal(lat),
                "BYRADIUS",
                Integer.toString((int) RADIUS_METERS),
                "m",
                "ASC",
                "COUNT",
                Integer.toString(k));
        try {
            out.flush();
            int count = Integer.parseInt(line().substring(1));
            for (int i = 0; i < count; i++) {
                line();
                found[i] = Integer.parseInt(line());
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            server.destroy();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            Files.deleteIfExists(folder.resolve("socket"));
            Files.deleteIfExists(folder);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Redis did not end", e);
        }
    }

    private static Process start(Path folder, Path socket) throws IOException {
        try {
            return new ProcessBuilder(
                            "redis-server",
                            "--port",
                            "0",
                            "--unixsocket",
                            socket.toString(),
                            "--dir",
                            folder.toString(),
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            Files.deleteIfExists(folder);
            throw new NotInstalled("redis-server is not installed; scripts/install-redis", missing);
        }
    }

    private static SocketChannel connect(Path socket) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException notYet) {
                channel.close();
                if (attempt == 100) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    private void send(String... words) {
        StringBuilder command = new StringBuilder(128);
        command.append('*').append(words.length).append("\r\n");
        for (String word : words) {
            command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        try {
            out.write(command.toString().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis hung up");
            }
            line.append((char) c);
        }
        in.read();
        if (!line.isEmpty() && line.charAt(0) == '-') {
            throw new IOException("Redis: " + line);
        }
        return line.toString();
    }

    /// Seven decimals, a centimetre; by hand, as `String.format` would be slower than Redis.
    private static String decimal(double degrees) {
        long units = Math.round(Math.abs(degrees) * 1e7);
        String rest = Long.toString(10_000_000 + units % 10_000_000).substring(1);
        return (degrees < 0 ? "-" : "") + units / 10_000_000 + "." + rest;
    }
}
