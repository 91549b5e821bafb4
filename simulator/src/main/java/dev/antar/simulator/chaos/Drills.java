package dev.antar.simulator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every drill there is. `all` runs those that are short, in their order.
final class Drills {

    private static final List<Drill> ALL =
            List.of(
                    new Crashes("kill-server", true, false),
                    new Crashes("stop-postgres", false, true),
                    new Crashes("crashes", true, true),
                    new FreezeServer("freeze-server"),
                    new PostgresAway("postgres-away", false),
                    new PostgresAway("freeze-postgres", true),
                    new CutAfterCommit("cut-after-commit"),
                    new DiskFull("disk-full", Trials::disk),
                    new NetworkDown("network-down", Trials::network),
                    new ClockJump("clock-jump", Trials::clock),
                    new ReconnectStorm("reconnect-storm"),
                    new DeafReaders("deaf-readers"),
                    new Restart("restart"),
                    new Hostile("hostile"),
                    new RollingRestart("rolling-restart"),
                    new Overload("overload"));

    /// Those that take too long to be among them.
    private static final List<Drill> ON_PURPOSE = List.of(new Soak("soak"));

    static final String EVERY = "all";

    private Drills() {}

    static List<String> names() {
        return Stream.concat(ALL.stream(), ON_PURPOSE.stream()).map(Drill::name).toList();
    }

    /// @param names of one or several, with commas between them
    /// @throws IllegalArgumentException naming the nearest one that there is
    static List<Drill> named(String names) {
        List<Drill> named = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            List<Drill> found =
                    name.equals(EVERY)
                            ? ALL
                            : Stream.concat(ALL.stream(), ON_PURPOSE.stream())
                                    .filter(each -> each.name().equals(name))
                                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(unknown(name));
            }
            named.addAll(found);
        }
        return named;
    }

    private static String unknown(String name) {
        String nearest = EVERY;
        int least = distance(name, EVERY);
        for (String each : names()) {
            int far = distance(name, each);
            if (far < least) {
                least = far;
                nearest = each;
            }
        }
        return "--scenario="
                + name
                + ": there is none of that name. Did you mean '"
                + nearest
                + "'? There are: "
                + String.join(", ", names())
                + ", "
                + EVERY;
    }

    /// How many letters must change to turn one into the other (Levenshtein).
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int best = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(best, 1 + Math.min(corner, row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
