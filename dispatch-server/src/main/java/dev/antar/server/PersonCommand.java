package dev.antar.server;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.care.ErasedRecordings;
import dev.antar.server.care.Erasure;
import dev.antar.server.care.Person;
import dev.antar.server.care.PersonExport;
import dev.antar.server.care.PositionExport;
import dev.antar.server.store.Database;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// `antar person`: what is known of somebody, given out or taken out.
@Command(
        name = "person",
        description =
                "Gives out, or takes out, what is known of a driver, or of a customer by his jobs.",
        subcommands = {PersonCommand.Export.class, PersonCommand.Erase.class},
        mixinStandardHelpOptions = true)
final class PersonCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Override
    public Integer call() {
        System.err.println("antar person: must be followed by export or erase");
        return USAGE;
    }

    /// Whom it is about, and where his data may be.
    static final class Whom {

        @Mixin private DataOptions of = new DataOptions();

        @Parameters(
                arity = "1..*",
                paramLabel = "ID",
                description = "A driver's id; with --job that of a job.")
        private List<String> ids = List.of();

        @Option(names = "--job", description = "The ids are those of a customer's jobs.")
        private boolean jobs;

        @Option(
                names = "--recordings",
                paramLabel = "DIR",
                description = "Folder of the recordings (default: recordings in the data folder).")
        private @Nullable Path recordings;

        List<Person> people() {
            Person.Kind kind = jobs ? Person.Kind.JOB : Person.Kind.DRIVER;
            return ids.stream().map(id -> new Person(kind, id)).toList();
        }

        Path recordings() {
            return recordings == null ? of.data().resolve("recordings") : recordings;
        }
    }

    /// `antar person export`.
    @Command(
            name = "export",
            description = {
                "Writes what the database knows of somebody, and a driver's recorded positions,"
                        + " into a folder. Also while the server runs.",
                "Exit codes: 0 written, 1 not, 2 wrong usage."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Export implements Callable<Integer> {

        @Mixin private Whom whom = new Whom();

        @Option(
                names = "--to",
                required = true,
                paramLabel = "FOLDER",
                description = "Where to; is made if need be.")
        private Path target = Path.of(".");

        @Override
        public Integer call() {
            return DataOptions.told("person export", this::export);
        }

        private int export() throws IOException, SQLException {
            List<Person> people = whom.people();
            Files.createDirectories(target);
            try (Database database = whom.of.asItIs()) {
                for (Person person : people) {
                    Path file = target.resolve(person.id() + ".json");
                    long rows = new PersonExport(database).write(person, file);
                    System.out.println("Written " + file + ": " + rows + " rows");
                    if (person.kind() == Person.Kind.DRIVER) {
                        positions(new DriverId(person.id()));
                    }
                }
            }
            return 0;
        }

        private void positions(DriverId driver) throws IOException {
            Path file = target.resolve(driver + "-positions.csv");
            PositionExport.Written written = PositionExport.write(driver, whom.recordings(), file);
            written.leftOut()
                    .forEach(each -> System.err.println("antar person export: left out: " + each));
            System.out.println("Written " + file + ": " + written.positions() + " positions");
        }
    }

    /// `antar person erase`.
    @Command(
            name = "erase",
            description = {
                "Takes somebody's names and places out of the database and the recordings. What"
                        + " happened stays, under names that lead to nobody. The server must be"
                        + " stopped. Backups are not changed.",
                "Exit codes: 0 erased, 1 not, 2 wrong usage."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Erase implements Callable<Integer> {

        @Mixin private Whom whom = new Whom();

        @Option(
                names = "--accept-namesakes",
                description = "Go on although the name also stands where it is not this person's.")
        private boolean acceptNamesakes;

        @Override
        public Integer call() {
            return DataOptions.told("person erase", this::erase);
        }

        private int erase() throws IOException, SQLException {
            List<Person> people = whom.people();
            String url = whom.of.url();
            Set<String> names = new HashSet<>();
            try (Database database =
                    url == null ? Database.alone(whom.of.data()) : Database.given(url, true)) {
                ErasedRecordings recordings = new ErasedRecordings(whom.recordings());
                Erasure erasure = new Erasure(database, acceptNamesakes);
                for (Person person : people) {
                    Erasure.Erased erased = erasure.erase(person);
                    names.add(person.id());
                    System.out.println(
                            erased.already()
                                    ? "The " + person + " was erased before."
                                    : "Erased the " + person + ": " + erased.rows() + " rows.");
                }
                for (Path each : recordings.erase(names)) {
                    System.out.println("Coarse and without the name: " + each);
                }
            }
            System.out.println(
                    "Backups from before still have it, and PostgreSQL's files until it has used"
                            + " the room again; a backup and its restore leave none"
                            + " (docs/data-care.md).");
            return 0;
        }
    }
}
