package dev.antar.core.travel.road;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// Imported road graphs, kept in a folder: one file each, named by the SHA-256 of what it was
/// imported from, so that a changed extract is imported anew. Written beside and renamed, so a file
/// is there whole or not at all; one that is damaged all the same fails its checksum and counts as
/// absent.
final class RoadCache {

    private static final long MAGIC = 0x414e5441_52524432L;

    private final Path folder;

    RoadCache(Path folder) {
        this.folder = folder;
    }

    /// Where the graph of this source is kept.
    Path fileOf(Path source) throws IOException {
        return folder.resolve(hash(source).substring(0, 32) + ".roads");
    }

    /// What is kept, or null when there is nothing that can be used.
    @Nullable RoadArrays read(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        // The checksum comes first: a damaged length would ask for any amount of memory.
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(bytes)) {
            if (!isWhole(file) || in.readLong() != MAGIC) {
                return null;
            }
            return new RoadArrays(
                    doubles(in),
                    doubles(in),
                    ints(in),
                    ints(in),
                    ints(in),
                    doubles(in),
                    rows(in),
                    ints(in),
                    doubles(in),
                    doubles(in));
        } catch (IOException _) {
            // Whatever is wrong with it, it can be made again.
            return null;
        }
    }

    /// Whether the last eight bytes are the checksum of those before.
    private static boolean isWhole(Path file) throws IOException {
        long content = Files.size(file) - Long.BYTES;
        CRC32 sum = new CRC32();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(bytes)) {
            byte[] block = new byte[1 << 16];
            while (content > 0) {
                int read = in.read(block, 0, (int) Math.min(content, block.length));
                if (read < 0) {
                    return false;
                }
                sum.update(block, 0, read);
                content -= read;
            }
            return content == 0 && in.readLong() == sum.getValue();
        }
    }

    void write(Path file, RoadArrays arrays) throws IOException {
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, "half-", ".roads");
        try {
            CRC32 sum = new CRC32();
            try (DataOutputStream out =
                    new DataOutputStream(
                            new CheckedOutputStream(
                                    new BufferedOutputStream(Files.newOutputStream(half), 1 << 16),
                                    sum))) {
                out.writeLong(MAGIC);
                write(out, arrays.lat());
                write(out, arrays.lng());
                write(out, arrays.tail());
                write(out, arrays.head());
                write(out, arrays.twin());
                write(out, arrays.meters());
                out.writeInt(arrays.millis().length);
                for (int[] row : arrays.millis()) {
                    write(out, row);
                }
                write(out, arrays.shapeFirst());
                write(out, arrays.shapeLat());
                write(out, arrays.shapeLng());
                out.writeLong(sum.getValue());
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static String hash(Path source) throws IOException {
        try (InputStream bytes = Files.newInputStream(source)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest)
                    .transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static double[] doubles(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private static int[] ints(DataInputStream in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static int[][] rows(DataInputStream in) throws IOException {
        int[][] rows = new int[in.readInt()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ints(in);
        }
        return rows;
    }
}
