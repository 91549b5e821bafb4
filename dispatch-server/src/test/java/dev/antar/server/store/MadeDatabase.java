package dev.antar.server.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// An embedded database that is there already, with the newest tables and nobody's data: a copy of
/// one that this process makes once, which costs a third of making another. That a server makes its
/// own at its first start is shown by the tests that give it an empty folder, such as
/// `DataFolderIT`. May be used by many threads.
///
/// All copies that one process makes share the row that the migrations write, which is the secret
/// in `erasure_key`, and PostgreSQL's system identifier: tests of what two installations must not
/// share cannot begin on them.
public final class MadeDatabase {

    private static @Nullable Path made;

    private MadeDatabase() {}

    /// Puts one into a server's data folder, which has none.
    public static void into(Path data) {
        copy(made().resolve("postgres"), data.resolve("postgres"));
    }

    /// The same with PostgreSQL's files directly in the folder, which is not there yet.
    static void files(Path folder) {
        copy(made().resolve("postgres"), folder);
    }

    private static synchronized Path made() {
        if (made == null) {
            try {
                Path folder = Files.createTempDirectory("antar-made-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                Database.embedded(folder).close();
                made = folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made;
    }

    /// Rights as well: PostgreSQL refuses files that others may read.
    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList().reversed()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
