package dev.antar.simulator.hostile;

import java.util.ArrayList;
import java.util.List;

/// Every kind of attack there is.
public final class Attacks {

    private Attacks() {}

    /// All of them, those who wait first.
    ///
    /// @param crowd about how many attackers there are of the kinds that need many, at least 10
    /// @param job that exists and goes on, to which one can subscribe
    public static List<Attack> all(int crowd, String job) {
        List<Attack> all = new ArrayList<>();
        all.addAll(WaitingAttacks.all(crowd));
        all.addAll(RequestAttacks.all(crowd));
        all.addAll(SocketAttacks.all(crowd));
        all.addAll(CrowdAttacks.all(crowd, job));
        return List.copyOf(all);
    }
}
