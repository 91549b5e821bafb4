package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Short commands of the machine, such as `ip` and `mount`.
final class Commands {

    private static final int SECONDS = 20;

    private Commands() {}

    /// Runs it to its end.
    ///
    /// @throws IOException with what it said, if it fails or takes too long
    static void run(String... command) throws IOException, InterruptedException {
        say(Map.of(), command);
    }

    /// Runs it to its end.
    ///
    /// @param with added to its environment
    /// @return what it said
    /// @throws IOException with what it said, if it fails or takes too long
    static String say(Map<String, String> with, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(with);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": takes too long");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said.strip();
    }

    /// Whether there is a command of that name.
    static boolean exists(String name) {
        String path = System.getenv("PATH");
        List<String> folders = path == null ? List.of() : Arrays.asList(path.split(":", -1));
        return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /// Whether this process may do what only root may.
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
