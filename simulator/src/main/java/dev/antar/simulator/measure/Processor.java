package dev.antar.simulator.measure;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/// How much processor this process uses.
public final class Processor {

    private Processor() {}

    /// Time on all cores since it began; 0 where the system does not say.
    public static long usedNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }
}
