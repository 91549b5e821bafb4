package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is written where, in a folder that looks like control groups.
final class ProcessorShareTest {

    private static final ProcessHandle OURSELVES = ProcessHandle.current();

    private static final String PID = Long.toString(OURSELVES.pid());

    @TempDir private Path groups;

    private final Path group = Path.of("antar-" + PID);

    @Test
    void oneTreeIsToldToPassTheProcessorOnAndItsGroupHasItsMost() throws IOException {
        Files.writeString(groups.resolve("cgroup.controllers"), "cpuset cpu io memory");

        ProcessorShare share = ProcessorShare.of(groups, 35, List.of(OURSELVES));

        assertEquals(groups.resolve(group), share.group());
        assertEquals("+cpu", said("cgroup.subtree_control"));
        assertEquals("3500 10000", said(group.resolve("cpu.max").toString()));
        assertEquals(PID, said(group.resolve("cgroup.procs").toString()));
        share.release();
        assertEquals(PID, said("cgroup.procs"));
    }

    @Test
    void treeOfTheProcessorAloneHasPeriodAndQuota() throws IOException {
        Files.createDirectory(groups.resolve("cpu"));

        ProcessorShare share = ProcessorShare.of(groups, 35, List.of(OURSELVES));

        Path inside = Path.of("cpu").resolve(group);
        assertEquals(groups.resolve(inside), share.group());
        assertEquals("10000", said(inside.resolve("cpu.cfs_period_us").toString()));
        assertEquals("3500", said(inside.resolve("cpu.cfs_quota_us").toString()));
        assertEquals(PID, said(inside.resolve("cgroup.procs").toString()));
        assertFalse(Files.exists(groups.resolve("cgroup.subtree_control")));
        share.release();
        assertEquals(PID, said("cpu/cgroup.procs"));
    }

    private String said(String file) throws IOException {
        return Files.readString(groups.resolve(file));
    }
}
