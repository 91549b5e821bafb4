package dev.antar.benchmarks.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.management.JMException;
import javax.management.ObjectName;

/// The other end of a [Child]: answers questions until there are no more.
final class Answering {

    private static final int LONGEST_SETTLING = 40;
    private static final long SETTLED_BYTES = 256 * 1024;
    private static final int SETTLE_MILLIS = 500;

    /// Answers a question.
    interface Answer {

        String to(String question) throws Exception;
    }

    private Answering() {}

    /// Ends the process with whatever goes wrong on its main thread: threads of servers would keep
    /// it.
    static void endOnFailure() {
        Thread.currentThread()
                .setUncaughtExceptionHandler(
                        (_, failure) -> {
                            failure.printStackTrace(System.err);
                            Runtime.getRuntime().halt(1);
                        });
    }

    /// Says that the process is ready, and then answers until its input ends. `memory` is answered
    /// by the bytes of reachable objects and the bytes resident, `cpu` by the nanoseconds of
    /// processor time that its event loops have taken.
    static void serve(String ready, Answer answer) throws Exception {
        say(ready);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(
                    switch (line) {
                        case "memory" -> memory();
                        case "cpu" -> Long.toString(loopNanos());
                        default -> answer.to(line);
                    });
        }
        // Threads of servers would keep the process.
        Runtime.getRuntime().halt(0);
    }

    /// Without compiler and collector, whose work comes and goes with everything but the frames.
    private static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("eventloop")) {
                sum += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    private static void say(String numbers) {
        System.out.println("RESULT " + numbers);
        System.out.flush();
    }

    /// The least that is resident within some seconds: the heap gives memory back little by little.
    private static String memory() throws Exception {
        long least = Long.MAX_VALUE;
        int sinceLeast = 0;
        for (int i = 0; i < LONGEST_SETTLING && (i < 12 || sinceLeast < 8); i++) {
            // Again and again: keeping sockets alive makes garbage, which is no socket.
            if (i % 4 == 0) {
                System.gc();
            }
            Thread.sleep(SETTLE_MILLIS);
            long now = residentBytes();
            sinceLeast = now < least - SETTLED_BYTES ? 0 : sinceLeast + 1;
            least = Math.min(least, now);
        }
        // Last, when sockets that were just closed have been let go.
        return liveBytes() + " " + least;
    }

    /// The objects that are reachable, to the byte: what the collector calls used is counted in
    /// pages of megabytes.
    private static long liveBytes() throws JMException {
        String histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        String total = histogram.substring(histogram.lastIndexOf("Total") + 5).strip();
        return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
    }

    private static long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
            }
        }
        return 0;
    }
}
