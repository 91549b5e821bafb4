package dev.antar.simulator.chaos;

import java.io.IOException;
import java.util.Optional;

/// Something that a drill does to the machine, done once on a small scale and undone again: that
/// there is a command, and that somebody is root, does not say that he may, as in a container.
interface Trial {

    /// Does it and undoes it.
    ///
    /// @throws IOException with what the machine says against it
    void make() throws IOException, InterruptedException;

    /// What the machine says against it in one line, or nothing where it can be done.
    default Optional<String> refused() {
        try {
            make();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("it was told to stop");
        }
    }
}
