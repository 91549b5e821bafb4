package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What drivers were told is so: what they see is written, what counts as done is written, what was
/// refused was not done, what is done was asked for, and a repeated command has the answer of the
/// first.
final class CommandCheck implements Check {

    private static final Set<String> ONCE = Set.of("accept", "decline");

    private final Findings findings;
    private final WrittenFacts facts;
    private final Map<String, Seen.CommandAnswered> refused = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Set<String>> doneSinceSent = new HashMap<>();

    /// Of the steps that may be asked for again, those that were refused and not asked for since.
    private final Map<String, Seen.CommandAnswered> refusedSteps = new HashMap<>();

    CommandCheck(Findings findings, WrittenFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Written written -> {
                for (Event event : written.events()) {
                    written(event);
                    asked(event, written.atMillis());
                }
            }
            case Seen.CancelSent cancel -> asked.add(cancel.by() + "cancel " + cancel.job());
            case Seen.CommandSent command -> sent(command);
            case Seen.CommandAnswered answer -> answered(answer);
            case Seen.OfferShown shown -> shown(shown);
            case Seen.StateShown state -> state(state);
            default -> {}
        }
    }

    @Override
    public void end() {
        for (Seen.CommandAnswered answer : refused.values()) {
            if (facts.has(answer.type(), answer.about(), "d" + answer.driver())) {
                tell(answer, Rule.REFUSED_IS_NOT_DONE, "was refused, and done");
            }
        }
    }

    private void written(Event event) {
        switch (event) {
            case Event.JobCompleted completed ->
                    done(completed.driver().value(), "completed", completed.job().value());
            case Event.JobReleased released ->
                    done(
                            released.driver().value(),
                            released.reason() == ReleaseReason.DRIVER ? "release" : "",
                            released.job().value());
            default -> {}
        }
    }

    private void sent(Seen.CommandSent command) {
        String driver = "d" + command.driver();
        doneSinceSent.put(driver, new HashSet<>());
        refusedSteps.remove(driver + " " + command.type() + " " + command.about());
        asked.add(driver + command.type() + " " + command.about());
    }

    /// What nobody but a client may bring about was asked for by him.
    private void asked(Event event, long at) {
        String by =
                switch (event) {
                    case Event.OfferAccepted accepted ->
                            accepted.driver() + "accept " + accepted.offer();
                    case Event.OfferDeclined declined ->
                            declined.driver() + "decline " + declined.offer();
                    case Event.DriverArrived arrived ->
                            arrived.driver() + "arrived " + arrived.job();
                    case Event.JobPickedUp pickedUp ->
                            pickedUp.driver() + "pickedUp " + pickedUp.job();
                    case Event.JobCompleted completed ->
                            completed.driver() + "completed " + completed.job();
                    case Event.JobCancelled cancelled ->
                            cancelled.by() + "cancel " + cancelled.job();
                    case Event.JobReleased released
                            when released.reason() == ReleaseReason.DRIVER ->
                            released.driver() + "release " + released.job();
                    default -> "";
                };
        if (!by.isEmpty() && !asked.contains(by)) {
            findings.add(at, Rule.NOTHING_UNASKED, event + " without a command for it");
        }
    }

    private void done(String driver, String type, String about) {
        Seen.CommandAnswered answer = refusedSteps.get(driver + " " + type + " " + about);
        if (answer != null) {
            tell(answer, Rule.REFUSED_IS_NOT_DONE, "was refused, and then done");
        }
        Set<String> done = doneSinceSent.get(driver);
        if (done != null) {
            done.add(type + " " + about);
        }
    }

    private void answered(Seen.CommandAnswered answer) {
        String driver = "d" + answer.driver();
        if (answer.type().equals("online") || answer.type().equals("offline")) {
            // Of these only the latest counts: see DutyCheck.
            return;
        }
        if (answer.done()) {
            if (!facts.has(answer.type(), answer.about(), driver)) {
                tell(answer, Rule.NO_ACK_BEFORE_COMMIT, "counts as done, and is not written");
            }
            return;
        }
        if (ONCE.contains(answer.type())) {
            refused.put(driver + " " + answer.id(), answer);
        } else {
            refusedSteps.put(driver + " " + answer.type() + " " + answer.about(), answer);
        }
        if (answer.type().equals("release") && !answer.reason().equals("JOB_NOT_YOURS")) {
            // The job has ended since, and the answer says how.
            return;
        }
        Set<String> done = doneSinceSent.get(driver);
        if (done != null && done.contains(answer.type() + " " + answer.about())) {
            tell(answer, Rule.REFUSED_IS_NOT_DONE, "was refused, and done since it was sent");
        }
    }

    private void shown(Seen.OfferShown shown) {
        Event.@Nullable OfJob made = facts.offer(shown.offer());
        if (made == null || !made.job().value().equals(shown.job())) {
            findings.add(
                    shown.atMillis(),
                    Rule.NOTHING_SEEN_BEFORE_COMMIT,
                    shown + " but written " + made);
        }
    }

    private void state(Seen.StateShown state) {
        for (String job : state.jobs()) {
            if (!facts.has("held", job, "d" + state.driver())) {
                findings.add(
                        state.atMillis(),
                        Rule.NOTHING_SEEN_BEFORE_COMMIT,
                        state + " but " + job + " is not written as his");
            }
        }
    }

    private void tell(Seen.CommandAnswered answer, Rule rule, String what) {
        findings.add(answer.atMillis(), rule, answer + " " + what);
    }
}
