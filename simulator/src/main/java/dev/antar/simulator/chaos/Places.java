package dev.antar.simulator.chaos;

import java.util.ArrayDeque;

/// So many may do something at once; the others wait for their turn, in order. A client's pool of
/// connections has such a line too, but whoever gave up waiting stays in it, and what he asked for
/// is sent after all. One thread.
final class Places {

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int free;
    private boolean calling;

    /// @param all at least 1
    Places(int all) {
        free = all;
    }

    /// Calls back when there is a place, perhaps at once; [#giveBack] must follow, once.
    void take(Runnable turn) {
        waiting.add(turn);
        call();
    }

    void giveBack() {
        free++;
        call();
    }

    /// How many wait.
    int waiting() {
        return waiting.size();
    }

    /// Whoever gives his place back within his own turn lets the next in here, not in a call within
    /// a call: tens of thousands may do so.
    private void call() {
        if (calling) {
            return;
        }
        calling = true;
        try {
            Runnable next = free > 0 ? waiting.poll() : null;
            while (next != null) {
                free--;
                next.run();
                next = free > 0 ? waiting.poll() : null;
            }
        } finally {
            calling = false;
        }
    }
}
