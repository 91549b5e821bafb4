package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// `antar demo` as a user types it: real processes, real sockets, a real database.
class DemoIT {

    @TempDir private Path folder;

    @Test
    void demoEndsByItselfAndLeavesNothingBehind() throws Exception {
        ServerFolder servers = new ServerFolder(folder);
        int code =
                Main.execute(
                        "demo",
                        "--for",
                        "3s",
                        "--drivers",
                        "40",
                        "--port",
                        Integer.toString(servers.port()),
                        "--data",
                        folder.toString());

        assertEquals(0, code);
        servers.assertNoProcessIsLeft();
    }
}
