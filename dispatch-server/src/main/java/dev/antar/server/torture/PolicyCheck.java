package dev.antar.server.torture;

import dev.antar.core.engine.Event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The policy that was put in force last is in force, whoever looks and whatever was started anew;
/// it changes once for each change that was asked for and not refused, and counts once it is
/// written.
final class PolicyCheck implements Check {

    private static final int DONE = 200;

    private final Findings findings;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    /// What each look that is under way may find: what was in force when it began, or came since.
    private final Map<Integer, Set<String>> looks = new HashMap<>();

    private String inForce;

    PolicyCheck(Options options, Findings findings) {
        this.findings = findings;
        this.inForce = options.matching();
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.PolicyAsked one -> asked.add(one.policy());
            case Seen.PolicyAnswered answer -> answered(answer);
            case Seen.PolicyLooked one -> {
                Set<String> possible = new HashSet<>();
                possible.add(inForce);
                looks.put(one.look(), possible);
            }
            case Seen.PolicyShown shown -> shown(shown);
            case Seen.Written batch -> {
                for (Event event : batch.events()) {
                    if (event instanceof Event.PolicyChanged changed) {
                        changed(changed, batch.atMillis());
                    }
                }
            }
            default -> {}
        }
    }

    private void answered(Seen.PolicyAnswered answer) {
        boolean done = answer.status() == DONE;
        if (!done) {
            refused.add(answer.policy());
        }
        if (done != written.contains(answer.policy())) {
            findings.add(
                    answer.atMillis(),
                    done ? Rule.NO_ACK_BEFORE_COMMIT : Rule.REFUSED_IS_NOT_DONE,
                    answer + (done ? " is not written" : " is written"));
        }
    }

    private void changed(Event.PolicyChanged event, long at) {
        inForce = event.policy().name();
        looks.values().forEach(possible -> possible.add(inForce));
        if (refused.contains(inForce)) {
            findings.add(at, Rule.REFUSED_IS_NOT_DONE, event + " though it was refused");
        }
        if (!asked.contains(inForce)) {
            findings.add(at, Rule.NOTHING_UNASKED, event + " though nobody asked for it");
        }
        if (!written.add(inForce)) {
            findings.add(at, Rule.NOTHING_UNASKED, event + " a second time for one request");
        }
    }

    private void shown(Seen.PolicyShown shown) {
        Set<String> possible = looks.getOrDefault(shown.look(), Set.of());
        if (possible.contains(shown.policy())) {
            return;
        }
        boolean early = asked.contains(shown.policy()) && !written.contains(shown.policy());
        findings.add(
                shown.atMillis(),
                early ? Rule.NOTHING_SEEN_BEFORE_COMMIT : Rule.POLICY_STAYS_IN_FORCE,
                shown + " but it is " + inForce);
    }
}
