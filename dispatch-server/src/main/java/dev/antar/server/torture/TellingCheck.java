package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where nothing disturbs it, who is concerned by what was written is told within a few seconds: of
/// an offer, of its end whoever ended it, of a job that he has lost.
final class TellingCheck implements Check {

    private static final int WITHIN_MILLIS = 4_000;

    /// How long a fault disturbs after its end.
    private static final int AFTERMATH_MILLIS = 20_000;

    /// @param what that the driver must see, or a state in its place
    private record Owed(long atMillis, int driver, String what, String because) {}

    private record Span(long fromMillis, long toMillis) {

        boolean holds(long from, long to) {
            return fromMillis <= from && to <= toMillis;
        }
    }

    private final Options options;
    private final Findings findings;
    private final List<Owed> owed = new ArrayList<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<Integer, List<Long>> states = new HashMap<>();
    private final Map<Integer, List<Span>> connected = new HashMap<>();
    private final Map<Integer, Long> connectedSince = new HashMap<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private final List<Long> disturbances = new ArrayList<>();
    private long lastMillis;

    TellingCheck(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        lastMillis = seen.atMillis();
        switch (seen) {
            case Seen.Written written ->
                    written.events().forEach(event -> written(event, written.atMillis()));
            case Seen.OfferShown shown ->
                    told(shown.driver(), "offer " + shown.offer(), shown.atMillis());
            case Seen.OfferEndShown shown ->
                    told(shown.driver(), "end of offer " + shown.offer(), shown.atMillis());
            case Seen.JobLost lost ->
                    told(lost.driver(), "loss of job " + lost.job(), lost.atMillis());
            case Seen.StateShown state ->
                    states.computeIfAbsent(state.driver(), _ -> new ArrayList<>())
                            .add(state.atMillis());
            case Seen.Connected now -> connectedSince.put(now.driver(), now.atMillis());
            case Seen.Disconnected now -> disconnected(now.driver(), now.atMillis());
            case Seen.Died died -> disturbances.add(died.atMillis());
            case Seen.Began began -> disturbances.add(began.atMillis());
            default -> {}
        }
    }

    @Override
    public void end() {
        List.copyOf(connectedSince.keySet()).forEach(driver -> disconnected(driver, lastMillis));
        for (Owed one : owed) {
            long until = one.atMillis + WITHIN_MILLIS;
            if (until < lastMillis && calm(one) && !isTold(one, until)) {
                findings.add(
                        one.atMillis,
                        Rule.WHO_IS_CONCERNED_IS_TOLD,
                        "d" + one.driver + " was not told the " + one.what + " of " + one.because);
            }
        }
    }

    private void written(Event event, long at) {
        switch (event) {
            case Event.OfferMade made ->
                    owe(at, made.offer().driver().value(), "offer " + made.offer().id(), event);
            case Event.SwapOffered swap ->
                    owe(at, swap.offer().driver().value(), "offer " + swap.offer().id(), event);
            case Event.OfferAccepted accepted -> {
                holders.put(accepted.job().value(), DriverApp.number(accepted.driver()));
                owe(at, accepted.driver().value(), "end of offer " + accepted.offer(), event);
            }
            case Event.OfferEnded ended ->
                    owe(at, ended.driver().value(), "end of offer " + ended.offer(), event);
            case Event.JobReleased released -> {
                holders.remove(released.job().value());
                if (released.reason() != ReleaseReason.DRIVER) {
                    owe(
                            at,
                            released.driver().value(),
                            "loss of job " + released.job().value(),
                            event);
                }
            }
            case Event.JobCancelled cancelled -> {
                Integer holder = holders.remove(cancelled.job().value());
                if (holder != null) {
                    owe(at, "d" + holder, "loss of job " + cancelled.job().value(), event);
                }
            }
            default -> {}
        }
    }

    private void owe(long at, String driver, String what, Event because) {
        owed.add(
                new Owed(
                        at,
                        Integer.parseInt(driver, 1, driver.length(), 10),
                        what,
                        because.toString()));
    }

    private void told(int driver, String what, long at) {
        told.putIfAbsent(driver + what, at);
    }

    private void disconnected(int driver, long at) {
        Long since = connectedSince.remove(driver);
        if (since != null) {
            connected.computeIfAbsent(driver, _ -> new ArrayList<>()).add(new Span(since, at));
        }
    }

    private boolean isTold(Owed one, long until) {
        Long at = told.get(one.driver + one.what);
        if (at != null && at <= until) {
            return true;
        }
        for (long state : states.getOrDefault(one.driver, List.of())) {
            if (state >= one.atMillis && state <= until) {
                return true;
            }
        }
        return false;
    }

    private boolean calm(Owed one) {
        long from = one.atMillis - 2_000;
        long to = one.atMillis + WITHIN_MILLIS;
        boolean linked = false;
        for (Span span : connected.getOrDefault(one.driver, List.of())) {
            linked |= span.holds(from, to);
        }
        for (Fault fault : options.faults()) {
            if (fault.kind().area() != FaultKind.Area.CLOCK
                    && fault.hits(one.driver, options.drivers())
                    && VirtualTime.START + fault.atMillis() < to
                    && VirtualTime.START + options.endMillis(fault) + AFTERMATH_MILLIS > from) {
                return false;
            }
        }
        for (long at : disturbances) {
            if (at > from - AFTERMATH_MILLIS && at < to) {
                return false;
            }
        }
        return linked;
    }
}
