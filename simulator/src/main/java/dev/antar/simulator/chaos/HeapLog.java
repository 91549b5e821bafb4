package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a JVM wrote about its collections (`-Xlog:gc`).
///
/// @param collections of whatever kind
/// @param largestMegabytes in use after one, at the most
/// @param stalls of threads that waited for room
record HeapLog(int collections, int largestMegabytes, int stalls) {

    private static final Pattern AFTER = Pattern.compile("->(\\d+)M\\(");

    static HeapLog read(Path log) throws IOException {
        return of(Files.exists(log) ? Files.readAllLines(log) : List.of());
    }

    static HeapLog of(List<String> lines) {
        int collections = 0;
        int largest = 0;
        int stalls = 0;
        for (String line : lines) {
            Matcher after = AFTER.matcher(line);
            if (after.find()) {
                collections++;
                largest = Math.max(largest, Integer.parseInt(after.group(1)));
            }
            // As ZGC names it, and what G1 does where there is no room; not when it is asked to.
            if (line.contains("Allocation Stall (") || line.contains("Pause Full (G1")) {
                stalls++;
            }
        }
        return new HeapLog(collections, largest, stalls);
    }

    /// The JVM flag that makes it write one.
    static String flag(Path log) {
        return "-Xlog:gc:file=" + log + "::filecount=0";
    }

    /// The most memory that a process has ever had, megabytes; -1 where the system does not say.
    static long peakMegabytes(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }
}
