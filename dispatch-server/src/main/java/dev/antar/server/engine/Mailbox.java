package dev.antar.server.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;

/// What waits for a region's thread: bounded for each [Priority], and taken in that order. Put in
/// from any thread; run on the region's.
final class Mailbox {

    /*
    The thread takes what waits in turns, and between two of them the event loop does what else it
    has to do: timers, the database's answers. In each turn all answers go first, then some changes,
    some reads, some fixes, one map; so an answer waits for one turn at most, and nothing waits for
    ever.

    What a driver sends is never overtaken by what he sent before or after. His commands are all
    answers, first in, first out. His fixes are behind in rank, so those that came before an answer
    are pulled along with it, and one that came after an answer waits until it was taken. Everything
    else is ordered by its callers, who wait for one answer before they ask for the next.
    */

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /// Taken in one turn. Some milliseconds' work at most, all together.
    private static final int ANSWERS_A_TURN = 256;

    private static final int CHANGES_A_TURN = 32;
    private static final int READS_A_TURN = 16;
    private static final int FIXES_A_TURN = 64;
    private static final int MAPS_A_TURN = 1;

    /// @param number of all that came before, whatever its priority
    /// @param size what it counts for
    private record Letter(long number, Priority priority, int size, Runnable work) {}

    /// What waits of one priority.
    private static final class Shelf {

        private final Deque<Letter> letters = new ArrayDeque<>();
        private int size;
        private long refused;
    }

    private final Executor home;
    private final Map<Priority, Shelf> shelves = new EnumMap<>(Priority.class);

    /// What this turn does. The region's thread.
    private final Deque<Letter> turn = new ArrayDeque<>();

    private long numbers;
    private boolean called;

    /// @param home runs tasks on the region's thread, in order
    Mailbox(Executor home) {
        this.home = home;
        for (Priority priority : Priority.values()) {
            shelves.put(priority, new Shelf());
        }
    }

    /// More than this waits for nobody: it is refused. Every driver of a full server may say
    /// something at once; a change waits for its commit besides, of which 256 at once are let in
    /// over HTTP.
    static int bound(Priority priority) {
        return switch (priority) {
            case ANSWER -> 20_000;
            case CHANGE, READ -> 5_000;
            case FIX -> 50_000;
            case MAP -> 100;
        };
    }

    /// Puts in what is to be done.
    ///
    /// @return false where too much of its kind waits; then it will not be done
    boolean put(Priority priority, Runnable work) {
        synchronized (this) {
            Shelf shelf = shelf(priority);
            if (shelf.size >= bound(priority)) {
                shelf.refused++;
                return false;
            }
            append(priority, 1, work);
            if (called) {
                return true;
            }
            called = true;
        }
        home.execute(this::take);
        return true;
    }

    /// Puts in what is never refused, because whoever puts it in keeps a bounded number of it.
    ///
    /// @param size what it counts for
    void putAlways(Priority priority, int size, Runnable work) {
        synchronized (this) {
            append(priority, size, work);
            if (called) {
                return;
            }
            called = true;
        }
        home.execute(this::take);
    }

    /// How much waits, of all kinds.
    synchronized int size() {
        int all = 0;
        for (Shelf shelf : shelves.values()) {
            all += shelf.size;
        }
        return all;
    }

    synchronized int size(Priority priority) {
        return shelf(priority).size;
    }

    /// How many were refused since the beginning.
    synchronized long refused(Priority priority) {
        return shelf(priority).refused;
    }

    private void append(Priority priority, int size, Runnable work) {
        Shelf shelf = shelf(priority);
        shelf.size += size;
        shelf.letters.add(new Letter(numbers++, priority, size, work));
    }

    private void take() {
        choose();
        try {
            for (Letter next = turn.poll(); next != null; next = turn.poll()) {
                carryOut(next);
            }
        } finally {
            if (goesOn()) {
                home.execute(this::take);
            }
        }
    }

    private static void carryOut(Letter letter) {
        try {
            letter.work().run();
        } catch (RuntimeException e) {
            LOG.error("What was put into a region's mailbox failed", e);
        }
    }

    private synchronized void choose() {
        Deque<Letter> answers = shelf(Priority.ANSWER).letters;
        Deque<Letter> fixes = shelf(Priority.FIX).letters;
        for (int i = 0; i < ANSWERS_A_TURN && !answers.isEmpty(); i++) {
            long number = answers.element().number();
            while (!fixes.isEmpty() && fixes.element().number() < number) {
                move(Priority.FIX);
            }
            move(Priority.ANSWER);
        }
        move(Priority.CHANGE, CHANGES_A_TURN);
        move(Priority.READ, READS_A_TURN);
        if (answers.isEmpty()) {
            move(Priority.FIX, FIXES_A_TURN);
        }
        move(Priority.MAP, MAPS_A_TURN);
    }

    private void move(Priority priority, int most) {
        for (int i = 0; i < most && !shelf(priority).letters.isEmpty(); i++) {
            move(priority);
        }
    }

    private void move(Priority priority) {
        Shelf shelf = shelf(priority);
        Letter letter = shelf.letters.remove();
        shelf.size -= letter.size();
        turn.add(letter);
    }

    private Shelf shelf(Priority priority) {
        Shelf shelf = shelves.get(priority);
        if (shelf == null) {
            throw new IllegalStateException("every priority has a shelf");
        }
        return shelf;
    }

    /// Whether something came in meanwhile, or was left.
    private synchronized boolean goesOn() {
        for (Shelf shelf : shelves.values()) {
            if (!shelf.letters.isEmpty()) {
                return true;
            }
        }
        called = !turn.isEmpty();
        return called;
    }
}
