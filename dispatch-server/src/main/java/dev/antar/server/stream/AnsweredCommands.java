package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;

/// The definitive answers to drivers' latest commands, so that a command repeated on a new socket
/// gets the answer of the first. Bounded per driver and in all. Any thread.
final class AnsweredCommands {

    static final int PER_DRIVER = 64;

    /// In all, some 100 MB; then the answers to whoever has been silent longest are forgotten.
    static final int MOST_ANSWERS = 400_000;

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

        /// @return whether nothing was forgotten for it
        boolean keep(String command, String answer) {
            if (next == pairs.length) {
                if (next < 2 * PER_DRIVER) {
                    pairs = Arrays.copyOf(pairs, Math.min(2 * PER_DRIVER, next * 2));
                } else {
                    next = 0;
                }
            }
            boolean more = pairs[next] == null;
            pairs[next++] = command;
            pairs[next++] = answer;
            return more;
        }

        int size() {
            int kept = 0;
            for (int i = 0; i < pairs.length; i += 2) {
                kept += pairs[i] == null ? 0 : 1;
            }
            return kept;
        }
    }

    private final int most;
    private final LinkedHashMap<DriverId, Latest> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    AnsweredCommands() {
        this(MOST_ANSWERS);
    }

    /// @param most answers in all
    AnsweredCommands(int most) {
        this.most = most;
    }

    synchronized @Nullable String find(DriverId driver, String command) {
        Latest own = answers.get(driver);
        return own == null ? null : own.find(command);
    }

    /// Keeps the answer to a command that was not found.
    synchronized void keep(DriverId driver, String command, String answer) {
        Latest own = answers.computeIfAbsent(driver, _ -> new Latest());
        if (own.find(command) != null) {
            return;
        }
        if (own.keep(command, answer)) {
            size++;
        }
        while (size > most && answers.size() > 1) {
            size -= answers.pollFirstEntry().getValue().size();
        }
    }

    /// How many answers are kept.
    synchronized int size() {
        return size;
    }
}
