package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The definitive answers to drivers' latest commands, so that a command repeated on a new socket
/// gets the answer of the first. Bounded per driver and in the number of drivers. Any thread.
final class AnsweredCommands {

    private static final int PER_DRIVER = 64;
    private static final int DRIVERS = 100_000;

    private final Map<DriverId, Map<String, String>> answers = bounded(DRIVERS);

    synchronized @Nullable String find(DriverId driver, String command) {
        Map<String, String> own = answers.get(driver);
        return own == null ? null : own.get(command);
    }

    synchronized void keep(DriverId driver, String command, String answer) {
        answers.computeIfAbsent(driver, _ -> bounded(PER_DRIVER)).put(command, answer);
    }

    private static <K, V> Map<K, V> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }
}
