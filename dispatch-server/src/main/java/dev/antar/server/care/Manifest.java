package dev.antar.server.care;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a backup says of itself: which versions made it, and every file with its checksum.
///
/// @param kind always [#KIND]
/// @param format of the backup; a program reads its own and earlier ones
/// @param antar the version that made it
/// @param postgres that it was taken from
/// @param schema version of the tables
/// @param takenAt the moment it shows, RFC 3339
/// @param events in the log
/// @param foldEqual whether the tables were what the log makes of them
/// @param tables in no particular order
/// @param parts of tables that are kept in parts
/// @param sequences that give out numbers
public record Manifest(
        String kind,
        int format,
        String antar,
        String postgres,
        int schema,
        String takenAt,
        long events,
        boolean foldEqual,
        List<TableFile> tables,
        List<Part> parts,
        List<Sequence> sequences) {

    static final String KIND = "antar-backup";
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";
    static final String CHECKSUM = "manifest.sha256";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    /// One table's rows.
    ///
    /// @param file packed with gzip, in PostgreSQL's text format for COPY
    /// @param rawBytes before packing
    /// @param sha256 of the file
    public record TableFile(
            String table,
            List<String> columns,
            String file,
            long rows,
            long rawBytes,
            long bytes,
            String sha256) {}

    /// A part of a table.
    ///
    /// @param bound which of its rows, in SQL
    public record Part(String table, String name, String bound) {}

    /// What gives out numbers.
    ///
    /// @param last that it gave out
    public record Sequence(String name, long last) {}

    /// Bytes of all rows before packing.
    long rawBytes() {
        return tables.stream().mapToLong(TableFile::rawBytes).sum();
    }

    void write(Path folder) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        Files.write(folder.resolve(FILE), json);
        Files.writeString(folder.resolve(CHECKSUM), hex(sha256().digest(json)) + "\n");
    }

    /// Reads a backup's manifest and checks every file against it.
    ///
    /// @throws Refused where anything does not fit, naming it
    static Manifest checked(Path folder) throws IOException {
        Manifest manifest = read(folder);
        Set<String> expected = new HashSet<>(Set.of(FILE, CHECKSUM));
        for (TableFile each : manifest.tables()) {
            expected.add(each.file());
            Path file = folder.resolve(each.file());
            if (!file.normalize().startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
                throw damaged(folder, each.file() + " is missing");
            }
            if (Files.size(file) != each.bytes()) {
                throw damaged(
                        folder,
                        each.file()
                                + " has "
                                + Files.size(file)
                                + " bytes instead of "
                                + each.bytes());
            }
            if (!sha256(file).equals(each.sha256())) {
                throw damaged(folder, "the checksum of " + each.file() + " does not fit");
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!expected.contains(file.getFileName().toString())) {
                    throw new Refused(
                            file
                                    + " is not part of the backup: move it away, or look where it"
                                    + " comes from.");
                }
            }
        }
        return manifest;
    }

    private static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Refused(folder + " is no backup of Antar: there is no " + FILE + " in it.");
        }
        byte[] json = Files.readAllBytes(file);
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw damaged(folder, FILE + " is not JSON");
        }
        if (!KIND.equals(tree.path("kind").asText())) {
            throw new Refused(folder + " is no backup of Antar: " + FILE + " is of another kind.");
        }
        int format = tree.path("format").asInt();
        if (format > FORMAT) {
            throw new Refused(
                    folder
                            + " has the format "
                            + format
                            + ", made by Antar "
                            + tree.path("antar").asText()
                            + "; this Antar reads up to "
                            + FORMAT
                            + ". Restore it with that Antar.");
        }
        Path checksum = folder.resolve(CHECKSUM);
        if (!Files.isRegularFile(checksum)) {
            throw damaged(folder, CHECKSUM + " is missing");
        }
        if (!Files.readString(checksum).strip().equals(hex(sha256().digest(json)))) {
            throw damaged(folder, "the checksum of " + FILE + " does not fit");
        }
        try {
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JsonProcessingException e) {
            throw damaged(folder, FILE + " lacks something: " + e.getOriginalMessage());
        }
    }

    private static Refused damaged(Path folder, String what) {
        return new Refused("The backup " + folder + " is damaged: " + what + ".");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return hex(digest.digest());
    }

    /// As a line for people.
    @Override
    public String toString() {
        return "taken "
                + takenAt
                + " by Antar "
                + antar
                + " from PostgreSQL "
                + postgres
                + ", tables of version "
                + schema
                + ", "
                + events
                + " events, "
                + rawBytes()
                + " bytes of rows";
    }
}
