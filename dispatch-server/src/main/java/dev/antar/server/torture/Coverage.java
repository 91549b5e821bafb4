package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What has been seen in all runs: which steps came within a second after which, and how often rare
/// things happened. Says where the simulation has not been yet.
public final class Coverage {

    private static final int WITHIN_MILLIS = 1_000;
    private static final int DONE = 200;

    /// All but those for which fixes are left out: that is not an answer.
    private static final Set<Rejection> ANSWERS =
            EnumSet.complementOf(EnumSet.range(Rejection.FIX_OFF_DUTY, Rejection.FIX_INACCURATE));

    private enum Step {
        ACCEPT("accept"),
        DECLINE("decline"),
        EXPIRE("expire"),
        CANCEL("cancel"),
        SWAP("swap"),
        RELEASE("release"),
        COMPLETE("complete"),
        RETRY("retry"),
        RECONNECT("reconnect"),
        UNKNOWN("unknown"),
        CRASH("crash"),
        FENCED("fenced");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    /// @param about the job, or null for what concerns all
    private record Mark(long atMillis, Step step, @Nullable String about) {

        boolean concerns(Mark other) {
            return about == null || other.about == null || about.equals(other.about);
        }
    }

    private final Map<Step, Map<Step, Integer>> after = new EnumMap<>(Step.class);
    private final Map<Step, Integer> counts = new EnumMap<>(Step.class);
    private final Map<String, Integer> others = new TreeMap<>();
    private final StateCoverage states = new StateCoverage();
    private final EventCoverage kinds = new EventCoverage();

    /// The reasons of the answers to drivers' commands and to requests for jobs.
    private final Set<String> refusals = new HashSet<>();

    /// Notes what was seen in a run.
    void add(List<Seen> run) {
        states.add(run);
        Deque<Mark> recent = new ArrayDeque<>();
        Map<String, String> jobOfOffer = new HashMap<>();
        Map<Integer, String> jobOfDriver = new HashMap<>();
        Set<String> asked = new HashSet<>();
        for (Seen seen : run) {
            switch (seen) {
                case Seen.OfferShown shown -> {
                    jobOfOffer.put(Long.toString(shown.offer()), shown.job());
                    jobOfDriver.put(shown.driver(), shown.job());
                }
                case Seen.CommandSent sent -> {
                    Step step = step(sent.type());
                    if (step != null) {
                        String job = jobOfOffer.getOrDefault(sent.about(), sent.about());
                        mark(recent, new Mark(sent.atMillis(), step, job));
                    }
                }
                case Seen.CancelSent sent ->
                        mark(recent, new Mark(sent.atMillis(), Step.CANCEL, sent.job()));
                case Seen.Asked again -> {
                    if (!asked.add(again.key())) {
                        mark(recent, new Mark(again.atMillis(), Step.RETRY, again.job()));
                    }
                }
                case Seen.Connected connected -> {
                    String job = jobOfDriver.get(connected.driver());
                    if (job != null) {
                        mark(recent, new Mark(connected.atMillis(), Step.RECONNECT, job));
                    }
                }
                case Seen.Written written ->
                        written.events().forEach(event -> written(recent, event, written));
                case Seen.OutcomeLost lost -> {
                    mark(recent, new Mark(lost.atMillis(), Step.UNKNOWN, null));
                    other(lost.written() ? "commits written, answer lost" : "commits lost or late");
                }
                case Seen.Died died -> mark(recent, new Mark(died.atMillis(), Step.CRASH, null));
                case Seen.Fenced fenced ->
                        mark(recent, new Mark(fenced.atMillis(), Step.FENCED, null));
                case Seen.PauseAnswered pause ->
                        other(pause.pauses() ? "drivers paused" : "drivers let back in");
                case Seen.Refused _ -> other("batches written twice, the second refused");
                case Seen.StateShown _ -> other("states told anew");
                case Seen.CommandAnswered answered -> answered(answered);
                case Seen.PolicyAnswered answered ->
                        other(
                                answered.status() == DONE
                                        ? "policies changed"
                                        : "changes of policy refused");
                case Seen.Created created -> {
                    other("jobs asked for, answer " + created.status());
                    if (created.job() == null) {
                        refusals.add(created.body());
                    }
                }
                default -> {}
            }
        }
    }

    private void answered(Seen.CommandAnswered answer) {
        other(answer.done() ? "commands done" : "commands refused: " + answer.reason());
        if (!answer.done()) {
            refusals.add(answer.reason());
        }
    }

    private static @Nullable Step step(String type) {
        return switch (type) {
            case "accept" -> Step.ACCEPT;
            case "decline" -> Step.DECLINE;
            case "release" -> Step.RELEASE;
            case "completed" -> Step.COMPLETE;
            default -> null;
        };
    }

    private void written(Deque<Mark> recent, Event event, Seen.Written written) {
        Step step =
                switch (event) {
                    case Event.OfferExpired _ -> Step.EXPIRE;
                    case Event.SwapOffered _ -> Step.SWAP;
                    default -> null;
                };
        kinds.add(event);
        if (event instanceof Event.OfJob ofJob && step != null) {
            mark(recent, new Mark(written.atMillis(), step, ofJob.job().value()));
        }
    }

    private void other(String what) {
        others.merge(what, 1, Integer::sum);
    }

    private void mark(Deque<Mark> recent, Mark mark) {
        counts.merge(mark.step, 1, Integer::sum);
        while (!recent.isEmpty() && mark.atMillis - recent.getFirst().atMillis > WITHIN_MILLIS) {
            recent.removeFirst();
        }
        for (Mark before : recent) {
            if (before.concerns(mark)) {
                after.computeIfAbsent(before.step, _ -> new EnumMap<>(Step.class))
                        .merge(mark.step, 1, Integer::sum);
            }
        }
        recent.add(mark);
    }

    /// The tables and the counts, as lines.
    public String table() {
        StringBuilder text = new StringBuilder(2_000);
        text.append("Within a second after the step on the left, on the same job:\n");
        text.append(String.format(Locale.ROOT, "%-10s %9s |", "", "times"));
        for (Step column : Step.values()) {
            text.append(String.format(Locale.ROOT, " %9s", column.word));
        }
        text.append('\n');
        for (Step row : Step.values()) {
            text.append(
                    String.format(
                            Locale.ROOT, "%-10s %9d |", row.word, counts.getOrDefault(row, 0)));
            for (Step column : Step.values()) {
                int times = after.getOrDefault(row, Map.of()).getOrDefault(column, 0);
                text.append(String.format(Locale.ROOT, " %9s", times == 0 ? "never" : times));
            }
            text.append('\n');
        }
        text.append('\n').append(states.table()).append('\n');
        text.append(kinds.lines()).append('\n');
        others.forEach(
                (what, times) -> text.append(String.format(Locale.ROOT, "%9d %s%n", times, what)));
        text.append("    never the answer to a driver's command or to a request for a job:");
        for (Rejection reason : ANSWERS) {
            text.append(refusals.contains(reason.name()) ? "" : " " + reason);
        }
        return text.append('\n').toString();
    }
}
