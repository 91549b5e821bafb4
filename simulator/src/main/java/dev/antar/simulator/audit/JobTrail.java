package dev.antar.simulator.audit;

import dev.antar.core.job.JobState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that clients were told about one job, and what of it does not fit together.
///
/// Two stories are kept apart: what the drivers were told, in the order in which they heard it, and
/// what the job's stream says, in the order of its versions. Messages on different sockets may
/// overtake each other, so an overlap in the first is excused by the second, and by nothing else.
final class JobTrail {

    /// The later driver was told DONE while the earlier had not heard that it is over.
    private record Overlap(String earlier, String later) {}

    /// One acceptance in the stream; `until` is 0 as long as it holds.
    private record Held(String driver, int from, int until) {}

    private final String job;
    private final List<Finding> findings = new ArrayList<>();

    /// Who was told DONE to an acceptance, and whether he still believes it.
    private final Map<String, Boolean> told = new LinkedHashMap<>();

    private final Set<String> declined = new LinkedHashSet<>();
    private final Set<String> notShown = new LinkedHashSet<>();
    private final Set<String> lateAcceptances = new LinkedHashSet<>();
    private final List<Overlap> overlaps = new ArrayList<>();
    private final List<Held> streamed = new ArrayList<>();

    private boolean acknowledged;
    private int heard;
    private int lastVersion;
    private int lastStreamed;
    private boolean pickedUp;
    private @Nullable JobState ended;

    JobTrail(String job) {
        this.job = job;
    }

    int heard() {
        return heard;
    }

    boolean acknowledged() {
        return acknowledged;
    }

    /// Whether anybody was told that the job has ended.
    boolean over() {
        return ended != null;
    }

    void add(Seen seen) {
        heard++;
        switch (seen) {
            case Seen.Acknowledged _ -> acknowledged = true;
            case Seen.CancelAcknowledged _ -> end(JobState.CANCELLED, "the customer");
            case Seen.Read(_, JobState state, int version) -> read(state, version);
            case Seen.Streamed event -> follow(event);
            case Seen.Offered(_, String driver) -> offered(driver);
            case Seen.DeclineDone(_, String driver) -> declined.add(driver);
            case Seen.AcceptDone(_, String driver, boolean late) -> accepted(driver, late);
            case Seen.StepDone(_, String driver, JobState state) -> step(driver, state);
            case Seen.ReleaseDone(_, String driver) -> told.replace(driver, false);
            case Seen.TakenAway(_, String driver, JobState state) -> {
                told.replace(driver, false);
                if (state.ended()) {
                    end(state, driver);
                }
            }
            case Seen.Shown(_, String driver) -> notShown.remove(driver);
            case Seen.NotShown(_, String driver) -> notShown.add(driver);
        }
    }

    /// Whether only the job's whole stream can tell if all is well.
    boolean disputed() {
        return !overlaps.isEmpty()
                || !lateAcceptances.isEmpty()
                || notShown.stream().anyMatch(driver -> told.getOrDefault(driver, false));
    }

    /// Everything that does not fit, once the server has had its last word.
    List<Finding> judge(LastWord last) {
        List<Finding> all = new ArrayList<>(findings);
        for (Overlap overlap : overlaps) {
            if (!releasedBetween(overlap)) {
                all.add(
                        finding(
                                Finding.Kind.DOUBLE_HELD,
                                overlap.later()
                                        + " got it while "
                                        + overlap.earlier()
                                        + " had it"));
            }
        }
        for (String driver : lateAcceptances) {
            if (lastStreamed > 0 && streamed.stream().noneMatch(h -> h.driver().equals(driver))) {
                all.add(lost(driver + "'s acceptance was acknowledged and is not in its stream"));
            }
        }
        switch (last) {
            case LastWord.Found found -> judge(found, all);
            case LastWord.Unknown _ ->
                    all.add(finding(Finding.Kind.LOST, "the server does not know it any more"));
            case LastWord.NoAnswer _ ->
                    all.add(finding(Finding.Kind.UNCHECKED, "the server did not answer for it"));
        }
        return all;
    }

    private void judge(LastWord.Found found, List<Finding> all) {
        if (found.version() < lastVersion) {
            all.add(lost("went back from version " + lastVersion + " to " + found.version()));
        }
        if (ended != null && ended != found.state()) {
            all.add(lost("was " + ended + " and is " + found.state()));
        }
        if (pickedUp
                && found.state() != JobState.PICKED_UP
                && found.state() != JobState.COMPLETED) {
            all.add(lost("was picked up and is " + found.state()));
        }
        told.forEach(
                (driver, believes) -> {
                    if (believes && !releasedInStream(driver) && !stillTrue(driver, found)) {
                        all.add(
                                lost(
                                        driver
                                                + "'s acceptance was acknowledged, and it is "
                                                + found.state()
                                                + " with "
                                                + (found.driver().isEmpty()
                                                        ? "nobody"
                                                        : found.driver())));
                    }
                });
    }

    private static boolean stillTrue(String driver, LastWord.Found found) {
        return switch (found.state()) {
            case ASSIGNED, AT_PICKUP, PICKED_UP -> found.driver().equals(driver);
            case COMPLETED -> found.driver().isEmpty() || found.driver().equals(driver);
            // The customer may have ended it, and the driver not have heard of it yet.
            case CANCELLED -> true;
            case SCHEDULED, PENDING, OFFERED, UNFULFILLED -> false;
        };
    }

    private void read(JobState state, int version) {
        if (version < lastVersion) {
            findings.add(lost("went back from version " + lastVersion + " to " + version));
        }
        lastVersion = Math.max(lastVersion, version);
        pickedUp |= state == JobState.PICKED_UP;
        if (state.ended()) {
            end(state, "the customer");
        }
    }

    private void follow(Seen.Streamed event) {
        if (event.version() <= lastStreamed) {
            return;
        }
        if (event.version() != lastStreamed + 1) {
            findings.add(
                    finding(
                            Finding.Kind.GAP,
                            "its stream went from " + lastStreamed + " to " + event.version()));
        }
        lastStreamed = event.version();
        lastVersion = Math.max(lastVersion, event.version());
        switch (event.kind()) {
            case "OfferAccepted" -> streamAccepted(event);
            case "JobReleased" ->
                    streamed.replaceAll(
                            held ->
                                    held.until() == 0
                                            ? new Held(held.driver(), held.from(), event.version())
                                            : held);
            case "JobPickedUp" -> pickedUp = true;
            case "JobCompleted" -> end(JobState.COMPLETED, "its stream");
            case "JobCancelled" -> end(JobState.CANCELLED, "its stream");
            case "JobUnfulfilled" -> end(JobState.UNFULFILLED, "its stream");
            default -> {}
        }
    }

    private void streamAccepted(Seen.Streamed event) {
        for (Held held : streamed) {
            if (held.until() == 0) {
                findings.add(
                        finding(
                                Finding.Kind.DOUBLE_HELD,
                                "its stream gives it to "
                                        + event.driver()
                                        + " while "
                                        + held.driver()
                                        + " has it"));
            }
        }
        streamed.add(new Held(event.driver(), event.version(), 0));
    }

    private void offered(String driver) {
        if (declined.contains(driver)) {
            findings.add(
                    finding(
                            Finding.Kind.OFFER_AFTER_DECLINE,
                            "was offered to " + driver + " again after he had declined it"));
        }
    }

    private void accepted(String driver, boolean late) {
        if (late) {
            // Only the stream can tell when this was.
            lateAcceptances.add(driver);
            told.put(driver, true);
            return;
        }
        told.forEach(
                (other, believes) -> {
                    if (believes && !other.equals(driver)) {
                        overlaps.add(new Overlap(other, driver));
                    }
                });
        told.put(driver, true);
    }

    private void step(String driver, JobState state) {
        pickedUp |= state == JobState.PICKED_UP;
        if (state == JobState.COMPLETED) {
            end(JobState.COMPLETED, driver);
        }
    }

    private void end(JobState state, String who) {
        if (ended != null && ended != state) {
            findings.add(lost("was " + ended + ", and then " + who + " was told " + state));
            return;
        }
        ended = state;
    }

    private boolean releasedInStream(String driver) {
        Held last = null;
        for (Held held : streamed) {
            if (held.driver().equals(driver)) {
                last = held;
            }
        }
        return last != null && last.until() != 0;
    }

    /// Whether the stream says that a turn of the earlier driver was over when one of the later's
    /// began. A job may go there and back, so each may have had several.
    private boolean releasedBetween(Overlap overlap) {
        for (Held before : streamed) {
            for (Held after : streamed) {
                if (before.driver().equals(overlap.earlier())
                        && after.driver().equals(overlap.later())
                        && before.until() != 0
                        && before.until() < after.from()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Finding lost(String what) {
        return finding(Finding.Kind.LOST, what);
    }

    private Finding finding(Finding.Kind kind, String what) {
        return new Finding(kind, job, what);
    }
}
