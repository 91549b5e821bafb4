package dev.antar.server.recording;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads a flight block by block, and believes nothing: every checksum must fit, and continue the
/// one before. A last block that is not whole was being written when the process died; it is cut
/// off and told. Anything else that does not fit is [Unreadable]; what came before is good. One
/// thread.
public final class FlightReader implements AutoCloseable {

    private final List<Path> files;
    private final Inflater inflater = new Inflater(true);
    private final FileHeader header;
    private int fileNumber;
    private int block;
    private int checksum;
    private int follows;
    private long latestMillis;
    private FileChannel file;
    private byte[] packed = new byte[1 << 16];
    private byte[] unpacked = new byte[1 << 18];
    private @Nullable String cut;

    /// @param files of one flight, in order
    /// @throws Unreadable where the first is not the beginning of a recording
    public FlightReader(List<Path> files) throws IOException, Unreadable {
        this.files = List.copyOf(files);
        this.file = FileChannel.open(files.getFirst());
        try {
            this.header = header();
        } catch (IOException | Unreadable e) {
            file.close();
            throw e;
        }
        if (header.file() != 1) {
            file.close();
            throw new Unreadable(
                    files.getFirst()
                            + " is file "
                            + header.file()
                            + " of the recording "
                            + header.flight()
                            + ": to replay it, those before must be beside it");
        }
    }

    /// The version that wrote it.
    public String antar() {
        return header.antar();
    }

    /// Names the recording.
    public String flight() {
        return header.flight();
    }

    public String region() {
        return header.region();
    }

    /// When the first frame of the latest block happened, epoch milliseconds.
    long blockMillis() {
        return latestMillis;
    }

    /// Whether positions or names were taken out of it, so that it cannot be verified.
    public boolean isCoarsened() {
        return !header.coarsened().isEmpty();
    }

    /// What was taken out of it, or empty.
    public String coarsened() {
        return header.coarsened();
    }

    /// The flight at whose end it begins, or empty where it begins with a start of the region.
    public String continues() {
        return header.continues();
    }

    /// When it begins, epoch milliseconds.
    public long beganAtMillis() {
        return header.beganAtMillis();
    }

    /// What was cut off at the end, or null.
    public @Nullable String cut() {
        return cut;
    }

    /// The next block's frames, or null at the end. Valid until the next call.
    @Nullable BytesIn next() throws IOException, Unreadable {
        while (cut == null) {
            long at = file.position();
            long left = file.size() - at;
            if (left == 0) {
                if (fileNumber == files.size()) {
                    return null;
                }
                nextFile();
                continue;
            }
            if (left < Format.BLOCK_BYTES + Integer.BYTES) {
                torn(at, left + " bytes, too few for a block");
                continue;
            }
            BytesIn frames = block(at, left);
            if (frames != null) {
                return frames;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }

    private @Nullable BytesIn block(long at, long left) throws IOException, Unreadable {
        byte[] head = read(Format.BLOCK_BYTES);
        ByteBuffer said = ByteBuffer.wrap(head);
        int mark = said.getInt();
        int number = said.getInt();
        int length = said.getInt();
        int packedLength = said.getInt();
        long atMillis = said.getLong();
        int sum = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
        boolean sane =
                mark == Format.BLOCK
                        && length >= 0
                        && length <= Format.MOST_BYTES
                        && packedLength >= 0
                        && packedLength <= Format.MOST_BYTES;
        if (!sane) {
            throw damaged(at, "what should be the head of a block is none");
        }
        if (packedLength > left - Format.BLOCK_BYTES - Integer.BYTES) {
            torn(at, "a block of which the end is missing");
            return null;
        }
        if (packed.length < packedLength) {
            packed = new byte[packedLength];
        }
        fill(ByteBuffer.wrap(packed, 0, packedLength));
        boolean atEnd = file.position() == file.size() && fileNumber == files.size();
        if (Format.checksum(checksum, head, packed, packedLength) != sum) {
            if (atEnd) {
                torn(at, "a last block with a wrong checksum");
                return null;
            }
            throw damaged(at, "the checksum of block " + number + " does not fit");
        }
        if (number != block + 1) {
            throw damaged(at, "block " + number + " stands where " + (block + 1) + " should");
        }
        unpack(at, length, packedLength);
        checksum = sum;
        block = number;
        latestMillis = atMillis;
        return new BytesIn(unpacked, length);
    }

    private void unpack(long at, int length, int packedLength) throws Unreadable {
        if (unpacked.length < length) {
            unpacked = new byte[length];
        }
        inflater.reset();
        inflater.setInput(packed, 0, packedLength);
        try {
            int got = inflater.inflate(unpacked, 0, length);
            if (got != length) {
                throw damaged(at, "a block has " + got + " bytes instead of " + length);
            }
        } catch (DataFormatException e) {
            throw damaged(at, "a block cannot be unpacked: " + e.getMessage());
        }
    }

    private void nextFile() throws IOException, Unreadable {
        file.close();
        int before = checksum;
        file = FileChannel.open(files.get(fileNumber));
        FileHeader next = header();
        boolean continues =
                next.flight().equals(header.flight())
                        && next.file() == fileNumber
                        && follows == before
                        && next.firstBlock() == block + 1;
        if (!continues) {
            throw damaged(
                    0,
                    "it is file "
                            + next.file()
                            + " of the recording "
                            + next.flight()
                            + " and does not continue file "
                            + (fileNumber - 1)
                            + " of "
                            + header.flight());
        }
    }

    /// Reads the header of the file just opened.
    private FileHeader header() throws IOException, Unreadable {
        Path path = files.get(fileNumber++);
        if (file.size() < Format.PREAMBLE_BYTES) {
            throw new Unreadable(path + " is not a recording: it is too short");
        }
        byte[] preamble = read(Format.PREAMBLE_BYTES);
        ByteBuffer said = ByteBuffer.wrap(preamble);
        if (said.getLong() != Format.MAGIC) {
            throw new Unreadable(path + " is not a recording: it does not begin like one");
        }
        int version = said.getInt();
        if (version != Format.VERSION) {
            throw new Unreadable(
                    path
                            + " has the format "
                            + version
                            + "; this version of Antar reads the format "
                            + Format.VERSION);
        }
        follows = said.getInt();
        int length = said.getInt();
        if (length < 0 || length > file.size() - Format.PREAMBLE_BYTES - Integer.BYTES) {
            throw new Unreadable(path + ": its header is damaged or not whole");
        }
        byte[] json = read(length);
        int sum = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
        if (Format.checksum(follows, preamble, json, length) != sum) {
            throw new Unreadable(path + ": its header is damaged");
        }
        checksum = sum;
        return RecordingJson.read(FileHeader.class, json, 0, length);
    }

    private void torn(long at, String what) {
        cut =
                files.get(fileNumber - 1)
                        + ", byte "
                        + at
                        + ": cut off here, "
                        + what
                        + "; it was being written when the server died";
    }

    private Unreadable damaged(long at, String what) {
        return new Unreadable(
                files.get(fileNumber - 1)
                        + ", byte "
                        + at
                        + ": "
                        + what
                        + ". What is before is whole: "
                        + block
                        + " blocks"
                        + (block == 0
                                ? ""
                                : ", until about " + Instant.ofEpochMilli(latestMillis)));
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (file.read(target) < 0) {
                throw new IOException(files.get(fileNumber - 1) + " became shorter");
            }
        }
    }
}
