package dev.antar.server.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;

/// Writes a flight, the recording of one life of a region: blocks, each with a checksum that
/// continues the one before, in files of at most [#FILE_BYTES]. What was written is there after a
/// crash of the process; after one of the machine, what [#sync] had seen to. One thread.
final class FlightWriter implements AutoCloseable {

    static final long FILE_BYTES = 64 << 20;

    private final Path folder;
    private final String antar;
    private final String region;
    private final String coarsened;
    private final String continues;
    private final long beganAtMillis;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] packed = new byte[1 << 16];
    private FileChannel file;
    private int files;
    private int blocks;
    private int checksum;
    private long bytes;

    /// @param folder of the flight, named as the flight; is made
    /// @param coarsened why it cannot be verified, or empty
    /// @param continues the flight at whose end it begins, or empty
    FlightWriter(
            Path folder,
            String antar,
            String region,
            long beganAtMillis,
            String coarsened,
            String continues)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.antar = antar;
        this.region = region;
        this.beganAtMillis = beganAtMillis;
        this.coarsened = coarsened;
        this.continues = continues;
        this.file = next();
    }

    /// Bytes in all files.
    long bytes() {
        return bytes;
    }

    /// @param atMillis when its first frame happened
    void block(Bytes frames, long atMillis) throws IOException {
        if (file.position() > FILE_BYTES) {
            close(file);
            file = next();
        }
        int length = pack(frames);
        byte[] head = new byte[Format.BLOCK_BYTES];
        ByteBuffer.wrap(head)
                .putInt(Format.BLOCK)
                .putInt(++blocks)
                .putInt(frames.size())
                .putInt(length)
                .putLong(atMillis);
        checksum = Format.checksum(checksum, head, packed, length);
        // In one piece, so that a crash tears at most the last block.
        ByteBuffer whole = ByteBuffer.allocate(head.length + Integer.BYTES + length);
        write(whole.put(head).putInt(checksum).put(packed, 0, length).flip());
    }

    /// Waits until the disk has what was written.
    void sync() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        close(file);
    }

    private FileChannel next() throws IOException {
        FileHeader header =
                new FileHeader(
                        antar,
                        region,
                        folder.getFileName().toString(),
                        beganAtMillis,
                        ++files,
                        blocks + 1,
                        coarsened,
                        continues);
        byte[] json = RecordingJson.bytes(FileHeader.class, header);
        byte[] preamble = new byte[Format.PREAMBLE_BYTES];
        ByteBuffer.wrap(preamble)
                .putLong(Format.MAGIC)
                .putInt(Format.VERSION)
                .putInt(checksum)
                .putInt(json.length);
        Path path = folder.resolve(String.format("%06d%s", files, Format.SUFFIX));
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        checksum = Format.checksum(checksum, preamble, json, json.length);
        ByteBuffer whole = ByteBuffer.allocate(preamble.length + json.length + Integer.BYTES);
        write(whole.put(preamble).put(json).putInt(checksum).flip());
        return file;
    }

    private int pack(Bytes frames) {
        int bound = frames.size() + frames.size() / 1_000 + 64;
        if (packed.length < bound) {
            packed = new byte[bound];
        }
        deflater.reset();
        deflater.setInput(frames.array(), 0, frames.size());
        deflater.finish();
        int length = deflater.deflate(packed);
        if (!deflater.finished()) {
            throw new IllegalStateException("a block of " + frames.size() + " bytes grew packed");
        }
        return length;
    }

    private void write(ByteBuffer whole) throws IOException {
        bytes += whole.remaining();
        while (whole.hasRemaining()) {
            file.write(whole);
        }
    }

    private static void close(FileChannel file) throws IOException {
        file.force(false);
        file.close();
    }
}
