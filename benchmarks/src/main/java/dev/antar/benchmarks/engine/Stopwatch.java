package dev.antar.benchmarks.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Time that passed, and how much of it this thread had a processor: on a busy machine only the
/// second says what the work costs.
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long beganNanos;
    private long beganCpuNanos;
    private long nanos;
    private long cpuNanos;

    void reset() {
        nanos = 0;
        cpuNanos = 0;
    }

    void start() {
        beganCpuNanos = THREADS.getCurrentThreadCpuTime();
        beganNanos = System.nanoTime();
    }

    void stop() {
        nanos += System.nanoTime() - beganNanos;
        cpuNanos += THREADS.getCurrentThreadCpuTime() - beganCpuNanos;
    }

    /// Between all starts and stops since the reset.
    long nanos() {
        return nanos;
    }

    /// Of those, with a processor.
    long cpuNanos() {
        return cpuNanos;
    }
}
