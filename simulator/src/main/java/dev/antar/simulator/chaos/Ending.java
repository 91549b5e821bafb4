package dev.antar.simulator.chaos;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What must end with a drill, the last that began first. Any thread.
final class Ending {

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private volatile boolean over;

    /// To be ended with the rest; at once where that is over.
    void add(AutoCloseable resource) throws Exception {
        open.push(resource);
        if (over && open.remove(resource)) {
            resource.close();
        }
    }

    /// Ends everything, whatever fails meanwhile.
    ///
    /// @return what did not end in order, and why
    List<String> end() {
        over = true;
        List<String> failed = new ArrayList<>();
        for (AutoCloseable each = open.poll(); each != null; each = open.poll()) {
            try {
                each.close();
            } catch (Exception e) {
                failed.add(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
        return failed;
    }
}
