package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What of this machine can be tried. Any thread; each takes some milliseconds.
final class Trials {

    private static final String CLOCK = "libfaketimeMT.so.1";
    private static final String LONG_AGO = "2001";

    private Trials() {}

    /// A small disk in memory is mounted.
    static void disk() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("antar-trial");
        try {
            Commands.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
            Commands.run("umount", folder.toString());
        } finally {
            Files.delete(folder);
        }
    }

    /// A network namespace is made, with a pair of devices that leads there, and something runs in
    /// it.
    static void network() throws IOException, InterruptedException {
        String space = "antartry" + ProcessHandle.current().pid() % 10_000;
        String outer = "try" + ProcessHandle.current().pid() % 10_000;
        Commands.run("ip", "netns", "add", space);
        try {
            // Goes with the namespace.
            Commands.run(
                    "ip", "-n", space, "link", "add", outer, "type", "veth", "peer", "name", "in");
            Commands.run("ip", "netns", "exec", space, "true");
        } finally {
            Commands.run("ip", "netns", "del", space);
        }
    }

    /// Where we are root, somebody else is made of us: PostgreSQL refuses to run as root.
    static void anotherUser() throws IOException, InterruptedException {
        if (Commands.isRoot()) {
            Commands.run("unshare", "-U", "true");
        }
    }

    /// A process is told another time than the machine's.
    static void clock() throws IOException, InterruptedException {
        Path library =
                clockLibrary()
                        .orElseThrow(() -> new IOException("there is no " + CLOCK + " in /usr"));
        String year =
                Commands.say(
                        Map.of(
                                "LD_PRELOAD",
                                library.toString(),
                                "FAKETIME",
                                "@" + LONG_AGO + "-06-01 00:00:00"),
                        "date",
                        "+%Y");
        // Where it cannot be loaded, that is said, and the command runs without it.
        if (!year.equals(LONG_AGO)) {
            throw new IOException(library + " does not set a process's clock: " + year);
        }
    }

    /// Sets the clock of whoever loads it first.
    static Optional<Path> clockLibrary() {
        for (Path root : List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"))) {
            try (Stream<Path> found = Files.walk(root, 3)) {
                Optional<Path> library = found.filter(file -> file.endsWith(CLOCK)).findFirst();
                if (library.isPresent()) {
                    return library;
                }
            } catch (IOException | java.io.UncheckedIOException _) {
                // Not there, or not for us to see.
            }
        }
        return Optional.empty();
    }
}
