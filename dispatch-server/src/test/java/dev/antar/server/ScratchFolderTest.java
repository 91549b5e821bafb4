package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class ScratchFolderTest {

    @TempDir private Path all;

    @Test
    void eachProcessHasItsOwn() throws IOException {
        assertNotEquals(ScratchFolder.claim(all), ScratchFolder.claim(all));
    }

    @Test
    void whatKilledProcessesLeftIsDeleted() throws IOException {
        Path own = ScratchFolder.claim(all);
        Path left = abandoned();

        ScratchFolder.deleteAbandoned(all, own, Instant.now().plusSeconds(10));

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(own));
    }

    @Test
    void whatIsStillLockedStays() throws IOException {
        Path own = ScratchFolder.claim(all);
        Path others = ScratchFolder.claim(all);
        // A channel that nobody refers to is closed by the collector, and its lock given back.
        System.gc();

        ScratchFolder.deleteAbandoned(all, own, Instant.now().plusSeconds(10));

        assertTrue(Files.exists(others));
    }

    @Test
    void whatMayNotBeLockedYetStays() throws IOException {
        Path own = ScratchFolder.claim(all);
        Path young = abandoned();

        ScratchFolder.deleteAbandoned(all, own, Instant.now().minusSeconds(60));

        assertTrue(Files.exists(young));
    }

    @Test
    void whatLooksAlikeAndIsNoFolderStays() throws IOException {
        Path own = ScratchFolder.claim(all);
        Path elsewhere = Files.createDirectory(all.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(all.resolve("antar-process-link"), elsewhere);

        ScratchFolder.deleteAbandoned(all, own, Instant.now().plusSeconds(10));

        assertTrue(Files.exists(link));
        assertTrue(Files.exists(elsewhere));
    }

    private Path abandoned() throws IOException {
        Path folder = Files.createTempDirectory(all, "antar-process-");
        Files.writeString(Files.createDirectory(folder.resolve("vertx-cache")).resolve("x"), "x");
        Files.writeString(folder.resolve("lock"), "");
        return folder;
    }
}
