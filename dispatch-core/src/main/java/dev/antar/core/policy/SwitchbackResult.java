package dev.antar.core.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a switchback trial came to. Jobs count for the slot in which they were asked for.
///
/// @param waiting mean seconds from request to pickup of completed jobs
/// @param completed share of the jobs asked for that were completed
public record SwitchbackResult(Difference waiting, Difference completed) {

    /// A slot as it went.
    ///
    /// @param trial of several trials beside each other, which; pairs are made within one
    /// @param requested jobs asked for in it after the burn-in
    /// @param completed of those
    /// @param meanWaitS of those, seconds
    public record Slot(
            long trial,
            long number,
            Switchback.Arm arm,
            int requested,
            int completed,
            double meanWaitS) {}

    private record Pair(long trial, long number) {}

    /// Compares slots pair by pair; a slot without a completed job, or without its other, is left
    /// out.
    public static SwitchbackResult of(List<Slot> slots) {
        Map<Pair, Slot> single = new HashMap<>();
        List<Slot> ofA = new ArrayList<>();
        List<Slot> ofB = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.completed() == 0) {
                continue;
            }
            Pair pair = new Pair(slot.trial(), Math.floorDiv(slot.number(), 2));
            Slot other = single.remove(pair);
            if (other == null) {
                single.put(pair, slot);
            } else if (other.arm() != slot.arm()) {
                boolean first = other.arm() == Switchback.Arm.A;
                ofA.add(first ? other : slot);
                ofB.add(first ? slot : other);
            }
        }
        return new SwitchbackResult(
                Difference.of(waits(ofA), waits(ofB)), Difference.of(shares(ofA), shares(ofB)));
    }

    /// In words, for whoever decides.
    ///
    /// @param a name of the policy A
    public String text(String a, String b) {
        if (waiting.pairs() < 2) {
            return "Pairs of slots: "
                    + waiting.pairs()
                    + ". Two at least are needed before anything can be said.\n";
        }
        return String.format(
                        Locale.ROOT,
                        "Pairs of slots: %d. A is %s, B is %s.%n",
                        waiting.pairs(),
                        a,
                        b)
                + sentence("Mean wait", waiting, 1, " s", "waits longer", "waits less")
                + sentence(
                        "Jobs completed",
                        completed,
                        100,
                        " %",
                        "completes more",
                        "completes fewer");
    }

    private static String sentence(
            String what, Difference of, double scale, String unit, String more, String fewer) {
        String verdict =
                of.significant()
                        ? "B " + (of.difference() > 0 ? more : fewer)
                        : "no difference can be told from chance";
        return String.format(
                Locale.ROOT,
                "%s: A %.1f%s, B %.1f%s; B less A %+.1f%s, 95 %% interval %+.1f to %+.1f: %s.%n",
                what,
                of.a() * scale,
                unit,
                of.b() * scale,
                unit,
                of.difference() * scale,
                unit,
                of.low() * scale,
                of.high() * scale,
                verdict);
    }

    private static double[] waits(List<Slot> slots) {
        return slots.stream().mapToDouble(Slot::meanWaitS).toArray();
    }

    private static double[] shares(List<Slot> slots) {
        return slots.stream().mapToDouble(s -> (double) s.completed() / s.requested()).toArray();
    }
}
