package dev.antar.server;

import dev.antar.server.care.Restore;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/// `antar restore`.
@Command(
        name = "restore",
        description = {
            "Brings back what `antar backup` has written: checks every file before anything is"
                    + " touched, fills an empty database beside the old one, compares it with the"
                    + " fold of its log, and only then puts it in its place.",
            "Exit codes: 0 restored, 1 not, and what was there is as it was (unless it says that"
                    + " something could not be taken away), 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The backup.")
    private Path backup = Path.of(".");

    @Mixin private DataOptions of = new DataOptions();

    @Option(names = "--replace", description = "Put a database that is in the data folder aside.")
    private boolean replace;

    @Option(names = "--check", description = "Only check the backup.")
    private boolean check;

    @Option(
            names = "--accept-differences",
            description = "Restore tables that are not what their log makes of them.")
    private boolean acceptDifferences;

    @Option(
            names = "--allow-data-loss",
            description = "Restore into a PostgreSQL whose settings may lose what it confirms.")
    private boolean allowDataLoss;

    @Override
    public Integer call() {
        return DataOptions.told("restore", this::restore);
    }

    private int restore() throws IOException, SQLException {
        Restore restore = new Restore(backup, acceptDifferences);
        System.out.println("Checked: " + backup + ", " + restore.manifest());
        if (check) {
            return 0;
        }
        String url = of.url();
        if (url == null) {
            @Nullable Path old = restore.into(of.data(), replace);
            System.out.println("Restored into " + of.data() + ".");
            if (old != null) {
                System.out.println("What was there is in " + old + ": delete it once all is well.");
            }
        } else {
            @Nullable String left = restore.into(url, allowDataLoss);
            if (left != null) {
                System.out.println(
                        "A restore that was cut short had left something there, which was taken"
                                + " away first: "
                                + left
                                + ".");
            }
            System.out.println("Restored into the given database.");
        }
        System.out.println("What happened after the backup was taken is not in it.");
        return 0;
    }
}
