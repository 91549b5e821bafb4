package dev.antar.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// Processor time of this process, of the database's, and of programs that either waited for: what
/// is left to compare where others use the machine, too. By Linux's `/proc`, to a hundredth of a
/// second; elsewhere there is none.
final class CpuTime {

    private static final Path PROC = Path.of("/proc");
    private static final long MICROS_PER_TICK = 10_000;

    /// Where the times stand behind the name: own, in the kernel, then both of those waited for.
    private static final int FIRST_TIME = 11;

    private static final int WAITED_FOR = 2;
    private static final int TIMES = 4;

    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 20_000_000;

    private final long postmaster;

    /// @param postmaster the process id of the database's first process
    CpuTime(long postmaster) {
        this.postmaster = postmaster;
    }

    /// So far, in microseconds.
    ///
    /// @param ours also that of this process, and not only of programs that it waited for
    OptionalLong micros(boolean ours) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return OptionalLong.of(ticks(ours) * MICROS_PER_TICK);
            } catch (IOException _) {
                // A connection's process ended just then: its time is now with those waited for.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return OptionalLong.empty();
    }

    private long ticks(boolean ours) throws IOException {
        long self = ProcessHandle.current().pid();
        long ended = ticks(postmaster, WAITED_FOR, TIMES);
        long ticks = ticks(self, ours ? 0 : WAITED_FOR, TIMES) + ticks(postmaster, 0, TIMES);
        ProcessHandle database = ProcessHandle.of(postmaster).orElseThrow();
        for (ProcessHandle child : database.children().toList()) {
            ticks += ticks(child.pid(), 0, TIMES);
        }
        if (ticks(postmaster, WAITED_FOR, TIMES) != ended) {
            throw new IOException("a process ended meanwhile");
        }
        return ticks;
    }

    private static long ticks(long process, int from, int to) throws IOException {
        String stat = Files.readString(PROC.resolve(process + "/stat"));
        // The name, in parentheses, may have spaces.
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = from; i < to; i++) {
            ticks += Long.parseLong(words[FIRST_TIME + i]);
        }
        return ticks;
    }
}
