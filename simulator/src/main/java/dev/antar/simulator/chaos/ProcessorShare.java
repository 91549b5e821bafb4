package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A bound on the processor time of some processes, by a control group of the operating system:
/// whoever asks five times as much as a server can do needs more of the machine than it. Only Linux
/// and root may; elsewhere nobody is bounded.
final class ProcessorShare implements AutoCloseable {

    static final Path GROUPS = Path.of("/sys/fs/cgroup");

    /// Short, so that nobody stands still for long when his share is used up.
    private static final int PERIOD_MICROS = 10_000;

    private final Path above;
    private final Path group;

    private ProcessorShare(Path above, Path group) {
        this.above = above;
        this.group = group;
    }

    /// Bounds these processes, those they have started and those they will start, together.
    ///
    /// @param percent of one processor
    /// @return what ends the bound
    /// @throws IOException where this machine does not allow it
    static ProcessorShare of(int percent, List<ProcessHandle> processes) throws IOException {
        return of(GROUPS, percent, processes);
    }

    /// The same where control groups are elsewhere.
    static ProcessorShare of(Path groups, int percent, List<ProcessHandle> processes)
            throws IOException {
        boolean unified = unified(groups);
        Path above = unified ? groups : groups.resolve("cpu");
        Path group = above.resolve("antar-" + ProcessHandle.current().pid());
        if (unified) {
            Files.writeString(above.resolve("cgroup.subtree_control"), "+cpu");
        }
        Files.createDirectory(group);
        ProcessorShare share = new ProcessorShare(above, group);
        try {
            share.bound(unified, PERIOD_MICROS * percent / 100);
            for (ProcessHandle process : processes) {
                write(group.resolve("cgroup.procs"), process.pid());
                for (ProcessHandle child : process.descendants().toList()) {
                    write(group.resolve("cgroup.procs"), child.pid());
                }
            }
            return share;
        } catch (IOException e) {
            share.close();
            throw e;
        }
    }

    /// Whether these groups are of the second version, where one tree has everything.
    static boolean unified(Path groups) {
        return Files.exists(groups.resolve("cgroup.controllers"));
    }

    private void bound(boolean unified, int micros) throws IOException {
        if (unified) {
            Files.writeString(group.resolve("cpu.max"), micros + " " + PERIOD_MICROS);
        } else {
            write(group.resolve("cpu.cfs_period_us"), PERIOD_MICROS);
            write(group.resolve("cpu.cfs_quota_us"), micros);
        }
    }

    /// What this group's processes share, and what the system says of it.
    Path group() {
        return group;
    }

    /// Gives everybody the whole machine again.
    @Override
    public void close() throws IOException {
        release();
        Files.delete(group);
    }

    /// Nobody is bounded any more; the group is still there.
    void release() throws IOException {
        for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
            write(above.resolve("cgroup.procs"), Long.parseLong(pid));
        }
    }

    /// A process that has ended meanwhile needs no bound.
    private static void write(Path file, long value) throws IOException {
        try {
            Files.writeString(file, Long.toString(value));
        } catch (IOException e) {
            if (!file.endsWith("cgroup.procs") || ProcessHandle.of(value).isPresent()) {
                throw e;
            }
        }
    }
}
