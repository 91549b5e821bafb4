package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The definitive answers to drivers' latest commands, so that a command repeated on a new socket
/// gets the answer of the first, and another one under the same id gets none. Bounded per driver
/// and in all. Any thread.
final class AnsweredCommands {

    static final int PER_DRIVER = 64;

    /// In all, some 100 MB; then the answers to whoever has been silent longest are forgotten.
    static final int MOST_ANSWERS = 400_000;

    /// What is to be done with a command that came.
    sealed interface Claim {

        /// To be carried out, and then [#answered] or [#putOff]. It is new, or the same as one that
        /// is under way: the engine settles both.
        record New() implements Claim {}

        /// Was answered so before.
        record Repeated(String answer) implements Claim {}

        /// Its id stands for another command, which keeps its answer.
        record IdReused() implements Claim {}
    }

    private static final Claim NEW = new Claim.New();
    private static final Claim ID_REUSED = new Claim.IdReused();

    private record Key(DriverId driver, String id) {}

    /// @param times it came and was not answered yet
    private record UnderWay(long meaning, int times) {}

    /// One driver's commands and answers in turns, the oldest overwritten first. Most drivers have
    /// few, and there are many drivers: it grows as it must.
    private static final class Latest {

        private String[] ids = new String[1];
        private long[] meanings = new long[1];
        private String[] answers = new String[1];
        private int size;
        private int next;

        /// @return where the command stands, or -1
        int find(String id) {
            for (int i = 0; i < size; i++) {
                if (id.equals(ids[i])) {
                    return i;
                }
            }
            return -1;
        }

        /// @return whether nothing was forgotten for it
        boolean keep(String id, long meaning, String answer) {
            boolean more = size < PER_DRIVER;
            if (more && size == ids.length) {
                int room = Math.min(PER_DRIVER, 2 * size);
                ids = Arrays.copyOf(ids, room);
                meanings = Arrays.copyOf(meanings, room);
                answers = Arrays.copyOf(answers, room);
            }
            ids[next] = id;
            meanings[next] = meaning;
            answers[next] = answer;
            next = (next + 1) % PER_DRIVER;
            size += more ? 1 : 0;
            return more;
        }
    }

    private final int most;
    private final LinkedHashMap<DriverId, Latest> latest = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, UnderWay> underWay = new HashMap<>();
    private int size;

    AnsweredCommands() {
        this(MOST_ANSWERS);
    }

    /// @param most answers in all
    AnsweredCommands(int most) {
        this.most = most;
    }

    /// A command has come.
    ///
    /// @param meaning tells it from others, by [DriverFrames.Named]
    synchronized Claim claim(DriverId driver, String id, long meaning) {
        Latest own = latest.get(driver);
        int at = own == null ? -1 : own.find(id);
        if (own != null && at >= 0) {
            return own.meanings[at] == meaning ? new Claim.Repeated(own.answers[at]) : ID_REUSED;
        }
        Key key = new Key(driver, id);
        UnderWay same = underWay.get(key);
        if (same != null && same.meaning != meaning) {
            return ID_REUSED;
        }
        underWay.put(key, new UnderWay(meaning, same == null ? 1 : same.times + 1));
        return NEW;
    }

    /// A command has its answer; the first counts.
    synchronized void answered(DriverId driver, String id, long meaning, String answer) {
        putOff(driver, id);
        Latest own = latest.computeIfAbsent(driver, _ -> new Latest());
        if (own.find(id) >= 0) {
            return;
        }
        if (own.keep(id, meaning, answer)) {
            size++;
        }
        while (size > most && latest.size() > 1) {
            size -= latest.pollFirstEntry().getValue().size;
        }
    }

    /// What became of a command is not known: it is to come again.
    synchronized void putOff(DriverId driver, String id) {
        underWay.computeIfPresent(
                new Key(driver, id),
                (_, way) -> way.times == 1 ? null : new UnderWay(way.meaning, way.times - 1));
    }

    /// How many answers are kept.
    synchronized int size() {
        return size;
    }

    /// How many commands have no answer yet.
    synchronized int underWay() {
        return underWay.size();
    }
}
