package dev.antar.server.torture;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// All that was seen in a run, in order.
final class History {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final VirtualTime time;
    private final List<Seen> seen = new ArrayList<>();

    History(VirtualTime time) {
        this.time = time;
    }

    long now() {
        return time.nowMillis();
    }

    void add(Seen one) {
        seen.add(one);
    }

    void broken(Rule rule, String what) {
        seen.add(new Seen.Broken(now(), rule, what));
    }

    List<Seen> all() {
        return seen;
    }

    /// Equal for runs in which the same was seen at the same times, on every JVM.
    String fingerprint() {
        long hash = OFFSET;
        for (Seen one : seen) {
            String text = one.toString();
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
        }
        return HexFormat.of().toHexDigits(hash);
    }
}
