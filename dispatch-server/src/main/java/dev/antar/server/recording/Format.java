package dev.antar.server.recording;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The fixed numbers of a recording's files; `docs/replay.md` draws them.
final class Format {

    /// "ANTARREC".
    static final long MAGIC = 0x414e_5441_5252_4543L;

    static final int VERSION = 2;

    /// Magic, version, checksum at the end of the file before (0 for the first), length of the
    /// header's JSON; then the JSON and a checksum of all of it.
    static final int PREAMBLE_BYTES = Long.BYTES + 3 * Integer.BYTES;

    /// "BLOK".
    static final int BLOCK = 0x424c_4f4b;

    /// Mark, number in the flight, length unpacked, length packed, time of its first frame; then
    /// the checksum, and the packed bytes.
    static final int BLOCK_BYTES = 4 * Integer.BYTES + Long.BYTES;

    /// Longest that a block can be said to be; a larger number is a wrong one.
    static final int MOST_BYTES = 256 << 20;

    static final String SUFFIX = ".rec";

    private Format() {}

    /// The checksum of a part that follows one with the checksum `before`: parts in another order,
    /// or of another recording, do not fit.
    static int checksum(int before, byte[] head, byte[] body, int length) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, before));
        sum.update(head, 0, head.length);
        sum.update(body, 0, length);
        return (int) sum.getValue();
    }
}
