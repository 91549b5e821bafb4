package dev.antar.simulator.measure;

import com.sun.management.UnixOperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How many files this process may have open; every socket is one.
///
/// @param soft what holds now
/// @param hard up to what a user may raise it, or -1 where that is not known
/// @param open now
public record OpenFiles(long soft, long hard, long open) {

    /// Beside the sockets that are counted: classes, logs, requests under way.
    private static final long RESERVE = 400;

    /// Nothing where the system does not say.
    public static Optional<OpenFiles> ofThisProcess() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            return Optional.of(
                    new OpenFiles(
                            system.getMaxFileDescriptorCount(),
                            hardLimit(),
                            system.getOpenFileDescriptorCount()));
        }
        return Optional.empty();
    }

    /// Throws when so many sockets do not fit.
    ///
    /// @param drivers sockets of drivers in one process
    /// @param others sockets of others there, such as operators
    /// @param processes over which the run is spread
    public void require(long drivers, long others, int processes) {
        long needed = drivers + others + RESERVE;
        if (needed <= soft) {
            return;
        }
        long fits = Math.max(0, soft - others - RESERVE);
        String hardly = hard < 0 ? "" : ", hard limit " + number(hard);
        String how =
                hard < 0 || needed <= hard
                        ? "raise it with 'ulimit -n " + needed + "' in the shell that starts antar"
                        : "an administrator can raise the hard limit ('* hard nofile "
                                + needed
                                + "' in /etc/security/limits.conf, or LimitNOFILE= of a systemd"
                                + " unit), then 'ulimit -n "
                                + needed
                                + "'";
        long whole = drivers * processes;
        String spread =
                fits == 0
                        ? ""
                        : ", or spread the run with '--processes "
                                + (whole + fits - 1) / fits
                                + "' (at most "
                                + number(fits)
                                + " drivers in each)";
        throw new IllegalArgumentException(
                "--drivers="
                        + whole
                        + (processes == 1 ? "" : " --processes=" + processes)
                        + ": needs about "
                        + number(needed)
                        + " open files in "
                        + (processes == 1 ? "one process" : "each process")
                        + ", which may have "
                        + number(soft)
                        + " (soft limit "
                        + number(soft)
                        + hardly
                        + "); "
                        + how
                        + spread);
    }

    private static long hardLimit() {
        Path limits = Path.of("/proc/self/limits");
        try {
            for (String line :
                    Files.exists(limits) ? Files.readAllLines(limits) : List.<String>of()) {
                if (line.startsWith("Max open files")) {
                    String[] fields = line.strip().split(" +", -1);
                    String hard = fields[4];
                    return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
                }
            }
        } catch (IOException | NumberFormatException _) {
            // Then it is not known.
        }
        return -1;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
