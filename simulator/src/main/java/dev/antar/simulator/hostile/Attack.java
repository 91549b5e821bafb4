package dev.antar.simulator.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// One way of hurting a server, done by many at once.
///
/// @param name in two or three words
/// @param times how often, all at the same time
/// @param stroke what each does
public record Attack(String name, int times, Stroke stroke) {

    private static final String NOT_CONNECTED = "not connected";

    /// What one of them does, on a thread of its own.
    public interface Stroke {

        /// Strikes once.
        ///
        /// @param number from 0
        Seen strike(Target target, int number) throws IOException, InterruptedException;
    }

    /// What became of one stroke.
    ///
    /// @param bounded whether the server did as it must
    /// @param what the server did, in a word or two
    public record Seen(boolean bounded, String what) {

        static Seen bounded(String what) {
            return new Seen(true, what);
        }

        static Seen harmful(String what) {
            return new Seen(false, what);
        }

        /// @param ended whether the server has broken the connection in time
        static Seen ended(boolean ended) {
            return ended ? bounded("cut off") : harmful("still connected");
        }
    }

    /// What became of all.
    ///
    /// @param times how often something was seen
    /// @param harmful how many the server did not bound
    /// @param slowestSeconds that one of them was busy, from its connection to its end
    public record Harm(Map<String, Integer> times, int harmful, double slowestSeconds) {

        /// How many never had a connection, so that they prove nothing.
        public int missing() {
            return times.getOrDefault(NOT_CONNECTED, 0);
        }

        /// How many there were.
        public int all() {
            return times.values().stream().mapToInt(Integer::intValue).sum();
        }

        /// As one line, the most frequent in no particular order.
        @Override
        public String toString() {
            return times.entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("nothing")
                    + String.format(Locale.ROOT, ", the last after %.1f s", slowestSeconds);
        }
    }

    /// Does it, and returns when the last stroke is over.
    public Harm run(Target target) throws InterruptedException {
        Map<String, Integer> times = new TreeMap<>();
        int harmful = 0;
        double slowest = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Timed>> all =
                    IntStream.range(0, times())
                            .mapToObj(number -> threads.submit(() -> timed(target, number)))
                            .toList();
            for (Future<Timed> each : all) {
                Timed timed;
                try {
                    timed = each.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(name + " could not be carried out", e);
                } catch (InterruptedException e) {
                    threads.shutdownNow();
                    throw e;
                }
                times.merge(timed.seen().what(), 1, Integer::sum);
                harmful += timed.seen().bounded() ? 0 : 1;
                slowest = Math.max(slowest, timed.seconds());
            }
        }
        return new Harm(times, harmful, slowest);
    }

    private record Timed(Seen seen, double seconds) {}

    private Timed timed(Target target, int number) throws InterruptedException {
        long began = System.nanoTime();
        Seen seen = seen(target, number);
        return new Timed(seen, (System.nanoTime() - began) / 1e9);
    }

    private Seen seen(Target target, int number) throws InterruptedException {
        try {
            return stroke.strike(target, number);
        } catch (RawConnection.Expired _) {
            return Seen.harmful("never cut off");
        } catch (Target.NotConnected _) {
            return Seen.bounded(NOT_CONNECTED);
        } catch (IOException _) {
            // Whoever is cut off while he sends sees it so.
            return Seen.bounded("cut off");
        }
    }
}
