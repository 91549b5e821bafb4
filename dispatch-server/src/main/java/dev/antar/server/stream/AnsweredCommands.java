package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The definitive answers to drivers' latest commands, so that a command repeated on a new socket
/// gets the answer of the first. Bounded per driver and in the number of drivers. Any thread.
final class AnsweredCommands {

    static final int PER_DRIVER = 64;

    private static final int DRIVERS = 100_000;

    /// One driver's commands and answers in turns, the oldest overwritten first. Most drivers have
    /// few, and there are many drivers: it grows as it must.
    private static final class Latest {

        private @Nullable String[] pairs = new @Nullable String[2];
        private int next;

        @Nullable String find(String command) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (command.equals(pairs[i])) {
                    return pairs[i + 1];
                }
            }
            return null;
        }

        void keep(String command, String answer) {
            if (next == pairs.length) {
                if (next < 2 * PER_DRIVER) {
                    pairs = Arrays.copyOf(pairs, Math.min(2 * PER_DRIVER, next * 2));
                } else {
                    next = 0;
                }
            }
            pairs[next++] = command;
            pairs[next++] = answer;
        }
    }

    private final Map<DriverId, Latest> answers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DriverId, Latest> eldest) {
                    return size() > DRIVERS;
                }
            };

    synchronized @Nullable String find(DriverId driver, String command) {
        Latest own = answers.get(driver);
        return own == null ? null : own.find(command);
    }

    /// Keeps the answer to a command that was not found.
    synchronized void keep(DriverId driver, String command, String answer) {
        Latest own = answers.computeIfAbsent(driver, _ -> new Latest());
        if (own.find(command) == null) {
            own.keep(command, answer);
        }
    }
}
