package dev.antar.server.stream;

import java.nio.ByteBuffer;

/// Writes binary frames as a phone would; the obvious way.
final class Frame {

    private final ByteBuffer bytes;
    private int count;

    Frame(int sequence, boolean answer, long baseMillis) {
        bytes = ByteBuffer.allocate(16_384);
        bytes.put((byte) 1).put((byte) (answer ? 1 : 0)).putShort((short) sequence);
        bytes.putShort((short) 0);
        bytes.putShort((short) (baseMillis >> 32)).putInt((int) baseMillis);
    }

    Frame fix(double lat, double lng, int afterMillis) {
        return raw((int) Math.round(lat * 1e7), (int) Math.round(lng * 1e7), afterMillis);
    }

    Frame raw(int latE7, int lngE7, int time) {
        return raw(latE7, lngE7, time, 0xffff, 0xffff, 0xffff);
    }

    Frame raw(int latE7, int lngE7, int time, int accuracy, int speed, int heading) {
        bytes.putInt(latE7).putInt(lngE7).putInt(time);
        bytes.putShort((short) accuracy).putShort((short) speed).putShort((short) heading);
        count++;
        return this;
    }

    byte[] bytes() {
        return bytes(count);
    }

    /// @param claimed how many fixes the frame says it has
    byte[] bytes(int claimed) {
        bytes.putShort(4, (short) claimed);
        byte[] frame = new byte[bytes.position()];
        bytes.get(0, frame);
        return frame;
    }
}
