package dev.antar.server.metrics;

import io.netty.util.internal.PlatformDependent;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// Memory of this process for input and output, beside the heap. Any thread.
final class DirectMemory {

    private DirectMemory() {}

    /// What Java's and Netty's buffers have taken, bytes.
    static long bytes() {
        long bytes = Math.max(0, PlatformDependent.usedDirectMemory());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                bytes += pool.getMemoryUsed();
            }
        }
        return bytes;
    }
}
