package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.WrongAnswer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One socket that sends fixes of a driver who goes up and down a street at eight metres a second,
/// and checks every answer. Up to [#IN_FLIGHT] frames wait for theirs. One thread.
final class Phone {

    static final int IN_FLIGHT = 16;

    /// What is sent.
    enum Mode {
        BINARY(1),
        BINARY10(10),
        JSON(1);

        final int fixes;

        Mode(int fixes) {
            this.fixes = fixes;
        }
    }

    private static final int LNG_E7 = 290_000_000;
    private static final int STEP_E7 = 360;
    private static final int STEP_MILLIS = 500;
    private static final int STREET_STEPS = 1_000;
    private static final byte[] TAKEN =
            "{\"t\":\"taken\",\"through\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PING = "{\"t\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final boolean echo;
    private final int homeLatE7;
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer out = ByteBuffer.allocate(16 * 1024);
    private final byte[][] sentFrames = new byte[IN_FLIGHT][256];
    private final int[] sentLengths = new int[IN_FLIGHT];
    private long sent;
    private long answered;
    private long fixes;
    private long latestMillis = 1_600_000_000_000L;
    private int step;
    private int latE7;

    Phone(SocketChannel channel, boolean echo, int number) {
        this.channel = channel;
        this.echo = echo;
        this.homeLatE7 = 409_000_000 + number * 30_000;
    }

    long answered() {
        return answered;
    }

    long fixes() {
        return fixes;
    }

    boolean idle() {
        return sent == answered;
    }

    /// Time, latitude and longitude of the last fix.
    String last() {
        return latestMillis + " " + latE7 + " " + LNG_E7;
    }

    /// Sends as many frames as may be under way.
    void send(Mode mode) throws IOException {
        out.clear();
        while (sent - answered < IN_FLIGHT) {
            put(mode);
        }
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /// Reads the answers that are there.
    void receive(Mode mode) throws IOException {
        if (channel.read(in) < 0) {
            throw new WrongAnswer("the server closed the socket");
        }
        in.flip();
        while (in.remaining() >= 2) {
            int at = in.position();
            int length = in.get(at + 1) & 0x7f;
            int payload = at + 2;
            if (length == 126) {
                if (in.remaining() < 4) {
                    break;
                }
                length = in.getShort(at + 2) & 0xffff;
                payload = at + 4;
            }
            if (in.limit() - payload < length) {
                break;
            }
            answer(mode, payload, length);
            in.position(payload + length);
        }
        in.compact();
    }

    private void answer(Mode mode, int at, int length) throws IOException {
        if (echo) {
            int slot = (int) (answered % IN_FLIGHT);
            boolean same = length == sentLengths[slot];
            for (int i = 0; same && i < length; i++) {
                same = in.get(at + i) == sentFrames[slot][i];
            }
            require(same, at, length);
            answered++;
        } else if (is(TAKEN, at, length)) {
            int through = 0;
            for (int i = at + TAKEN.length; i < at + length - 1; i++) {
                through = through * 10 + in.get(i) - '0';
            }
            int more = (through + 1 - (int) (answered * mode.fixes)) & 0xffff;
            require(more > 0 && more % mode.fixes == 0, at, length);
            answered += more / mode.fixes;
            require(answered <= sent, at, length);
        } else {
            require(is(PING, at, length), at, length);
            channel.write(ByteBuffer.wrap(Handshake.textFrame("{\"t\":\"pong\"}")));
        }
    }

    private boolean is(byte[] beginning, int at, int length) {
        boolean same = length >= beginning.length;
        for (int i = 0; same && i < beginning.length; i++) {
            same = in.get(at + i) == beginning[i];
        }
        return same;
    }

    private void require(boolean right, int at, int length) {
        if (!right) {
            byte[] text = new byte[length];
            in.get(at, text);
            throw new WrongAnswer("the server said " + new String(text, StandardCharsets.UTF_8));
        }
    }

    /// Continues the count of answers in another mode.
    void change() {
        if (!idle()) {
            throw new IllegalStateException("frames are under way");
        }
        sent = 0;
        answered = 0;
    }

    private void put(Mode mode) {
        // Sequence numbers begin anew with each run: they follow from the count of frames.
        int sequence = (int) (sent * mode.fixes) & 0xffff;
        int begin = out.position();
        out.put((byte) (mode == Mode.JSON ? 0x81 : 0x82));
        int payload;
        if (mode == Mode.JSON) {
            // Room for a length below 126 and the mask.
            payload = begin + 6;
            out.position(payload);
            putJson(sequence);
            int end = out.position();
            out.position(begin + 1);
            Handshake.putLengthAndMask(out, end - payload);
            out.position(end);
        } else {
            Handshake.putLengthAndMask(out, 12 + 18 * mode.fixes);
            payload = out.position();
            putBinary(sequence, mode.fixes);
        }
        if (echo) {
            int slot = (int) (sent % IN_FLIGHT);
            sentLengths[slot] = out.position() - payload;
            out.get(payload, sentFrames[slot], 0, sentLengths[slot]);
        }
        Handshake.mask(out, payload);
        sent++;
        fixes += mode.fixes;
    }

    private void putBinary(int sequence, int count) {
        long base = latestMillis;
        out.put((byte) 1).put((byte) 1).putShort((short) sequence).putShort((short) count);
        out.putShort((short) (base >> 32)).putInt((int) base);
        for (int i = 0; i < count; i++) {
            move();
            out.putInt(latE7).putInt(LNG_E7).putInt((int) (latestMillis - base));
            out.putShort((short) 85).putShort((short) 800).putShort((short) 0);
        }
    }

    private void putJson(int sequence) {
        move();
        ascii("{\"t\":\"fix\",\"seq\":");
        digits(sequence, sequence == 0 ? 1 : (int) StrictMath.log10(sequence) + 1);
        ascii(",\"at\":");
        digits(latestMillis, 13);
        ascii(",\"lat\":");
        degrees(latE7);
        ascii(",\"lng\":");
        degrees(LNG_E7);
        ascii(",\"accuracy\":8.5,\"speed\":8.0}");
    }

    private void move() {
        latestMillis += STEP_MILLIS;
        step = (step + 1) % (2 * STREET_STEPS);
        latE7 = homeLatE7 + STEP_E7 * (step < STREET_STEPS ? step : 2 * STREET_STEPS - step);
    }

    private void degrees(int e7) {
        digits(e7 / 10_000_000, 2);
        out.put((byte) '.');
        digits(e7 % 10_000_000, 7);
    }

    private void digits(long number, int count) {
        int end = out.position() + count;
        long rest = number;
        for (int i = end - 1; i >= end - count; i--) {
            out.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(end);
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            out.put((byte) text.charAt(i));
        }
    }

    static Mode mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
