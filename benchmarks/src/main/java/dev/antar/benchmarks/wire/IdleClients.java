package dev.antar.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Many sockets that say nothing but what keeps them alive. Arguments: port, `echo` or `antar`, a
/// name for their drivers. Asked `open N` it opens so many more, `close` closes all.
final class IdleClients {

    private static final String PING = "{\"t\":\"ping\"}";
    private static final byte[] PONG = Handshake.textFrame("{\"t\":\"pong\"}");

    private static final int TRIES = 3;

    /// Sockets from one loopback address.
    private static final int PER_SOURCE = 5_000;

    private final int port;
    private final boolean echo;
    private final String name;
    private final AtomicReference<String> wrong = new AtomicReference<>("");
    private Selector selector = Selector.open();
    private int opened;

    private IdleClients(int port, boolean echo, String name) throws IOException {
        this.port = port;
        this.echo = echo;
        this.name = name;
    }

    public static void main(String[] arguments) throws Exception {
        IdleClients clients =
                new IdleClients(
                        Integer.parseInt(arguments[0]), arguments[1].equals("echo"), arguments[2]);
        Answering.serve("0", clients::answer);
    }

    private String answer(String question) throws IOException {
        String[] words = question.split(" ", -1);
        if (words[0].equals("open")) {
            Selector pumped = selector;
            if (opened == 0) {
                Thread.ofPlatform().daemon().start(() -> pump(pumped));
            }
            for (int i = Integer.parseInt(words[1]); i > 0; i--) {
                open();
            }
        } else {
            List<SelectionKey> keys = List.copyOf(selector.keys());
            // First nobody must read any more: that a socket is closed is then no surprise.
            selector.close();
            selector = Selector.open();
            for (SelectionKey key : keys) {
                key.channel().close();
            }
            opened = 0;
        }
        if (!wrong.get().isEmpty()) {
            System.out.println("WRONG " + wrong.get());
        }
        return Integer.toString(opened);
    }

    private void open() throws IOException {
        SocketChannel channel = connected(TRIES - 1);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        opened++;
        if (opened % 100 == 0) {
            selector.wakeup();
        }
    }

    /// On a machine that stands still for seconds a server may give up waiting for a hello.
    private SocketChannel connected(int moreTries) throws IOException {
        String source = "127.0.0." + (2 + opened / PER_SOURCE);
        SocketChannel channel = Handshake.open(source, port, echo ? "/" : "/v1/driver", !echo);
        try {
            if (!echo) {
                Handshake.goOnDuty(channel, name + opened);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            if (moreTries == 0) {
                throw e;
            }
            return connected(moreTries - 1);
        }
    }

    private void pump(Selector pumped) {
        ByteBuffer in = ByteBuffer.allocate(4_096);
        try {
            while (pumped.isOpen()) {
                pumped.select(key -> read((SocketChannel) key.channel(), in), 200);
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException _) {
            // Closed, as it was asked to be.
        }
    }

    private void read(SocketChannel channel, ByteBuffer in) {
        try {
            in.clear();
            int read = channel.read(in);
            String said =
                    read < 0
                            ? "a closed socket"
                            : StandardCharsets.UTF_8.decode(in.flip()).toString();
            if (said.contains(PING)) {
                channel.write(ByteBuffer.wrap(PONG));
            } else {
                wrong.compareAndSet("", "an idle socket heard " + said);
                channel.close();
            }
        } catch (IOException e) {
            wrong.compareAndSet("", e.toString());
        }
    }
}
