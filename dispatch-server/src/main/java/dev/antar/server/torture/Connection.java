package dev.antar.server.torture;

import dev.antar.server.stream.Link;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// A phone's socket and the network between its two ends. What the server does to its end and what
/// the phone does to its own reach the other later, or not.
final class Connection implements Link {

    /// Whose phone it is.
    interface Phone {

        void received(Connection connection, String frame);

        /// The connection is over, as far as the phone can tell.
        void closed(Connection connection);

        /// Something of the phone reached the server.
        ///
        /// @param process which of the servers
        void heard(int process);
    }

    private static final int FRAME_BYTES = 6;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final ServerProcess process;
    private final Phone phone;
    private final Wire up;
    private final Wire down;
    private final int maxBytes;
    private @Nullable Owner owner;
    private boolean serverEnded;
    private boolean phoneEnded;
    private boolean closing;
    private boolean wasFull;

    /// @param maxBytes that may wait to go out to the phone
    Connection(
            VirtualTime time,
            SplittableRandom random,
            NetworkWeather weather,
            ServerProcess process,
            Phone phone,
            int maxBytes) {
        this.time = time;
        this.random = random;
        this.process = process;
        this.phone = phone;
        this.maxBytes = maxBytes;
        this.up = new Wire(time, random, weather);
        this.down = new Wire(time, random, weather);
        down.onArrival(this::drained);
        process.connected(this);
        process.onSockets(() -> owner = process.accept(this));
    }

    ServerProcess process() {
        return process;
    }

    /// The phone sends a frame.
    void send(String frame) {
        if (phoneEnded) {
            return;
        }
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        up.send(
                bytes.length,
                () ->
                        process.onSockets(
                                () -> {
                                    Owner to = owner;
                                    if (!serverEnded && to != null) {
                                        phone.heard(process.number());
                                        to.text(bytes, 0, bytes.length);
                                    }
                                }));
    }

    /// The phone gives the connection up.
    void hangUp() {
        if (!phoneEnded) {
            phoneEnded = true;
            down.cut();
            up.send(FRAME_BYTES, () -> process.onSockets(this::endServer));
        }
    }

    /// The phone is gone from one moment to the next, and nobody is told.
    void vanish() {
        phoneEnded = true;
        up.cut();
        down.cut();
    }

    /// The connection breaks in the middle.
    void snap() {
        up.breakSoon();
        down.breakSoon();
        time.after(random.nextInt(1_500), () -> process.onSockets(this::endServer));
        time.after(random.nextInt(1_500), this::endPhone);
    }

    /// The process at the other end is gone.
    ///
    /// @param told whether its machine says so
    void orphan(boolean told) {
        serverEnded = true;
        up.cut();
        down.breakSoon();
        if (told) {
            time.after(random.nextInt(500), this::endPhone);
        }
    }

    /// Nothing reaches the phone until then.
    void deafen(long untilMillis) {
        down.block(untilMillis);
    }

    /// Nothing of the phone reaches the server until then.
    void mute(long untilMillis) {
        up.block(untilMillis);
    }

    @Override
    public boolean open() {
        return !serverEnded && !closing;
    }

    @Override
    public boolean full() {
        boolean full = down.bytes() > maxBytes;
        wasFull |= full;
        return full;
    }

    @Override
    public void write(String text) {
        if (open()) {
            down.send(
                    text.length() + FRAME_BYTES,
                    () -> {
                        if (!phoneEnded) {
                            phone.received(this, text);
                        }
                    });
        }
    }

    @Override
    public void pause() {
        up.hold(true);
    }

    @Override
    public void resume() {
        up.hold(false);
    }

    @Override
    public void close(int code, String reason) {
        if (open()) {
            closing = true;
            down.send(FRAME_BYTES, this::endPhone);
            process.onSockets(this::endServer);
        }
    }

    @Override
    public void cut() {
        process.onSockets(this::endServer);
        time.after(random.nextInt(500), this::endPhone);
    }

    private void drained() {
        if (wasFull && down.bytes() <= maxBytes / 2) {
            wasFull = false;
            process.onSockets(
                    () -> {
                        Owner to = owner;
                        if (!serverEnded && to != null) {
                            to.drained();
                        }
                    });
        }
    }

    private void endServer() {
        if (!serverEnded) {
            serverEnded = true;
            up.cut();
            process.left(this);
            Owner to = owner;
            if (to != null) {
                to.closed();
            }
        }
    }

    private void endPhone() {
        if (!phoneEnded) {
            phoneEnded = true;
            phone.closed(this);
        }
    }
}
