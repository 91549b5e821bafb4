package dev.antar.server.torture;

import dev.antar.core.engine.Event;

import java.util.List;

/// Judges a run by what was seen of it from outside.
final class Checker {

    private Checker() {}

    /// What must not have been seen, in the order in which it was found.
    static List<Violation> check(Options options, History history) {
        Findings findings = new Findings();
        WrittenFacts facts = new WrittenFacts();
        List<Check> checks =
                List.of(
                        new LogCheck(options, findings),
                        new RequestCheck(findings, facts),
                        new CommandCheck(findings, facts),
                        new TimingCheck(options, findings),
                        new PauseCheck(findings),
                        new DutyCheck(findings),
                        new LaterCheck(options, findings),
                        new GivenUpCheck(findings),
                        new PolicyCheck(options, findings),
                        new OrderCheck(findings),
                        new TellingCheck(options, findings));
        for (Seen seen : history.all()) {
            if (seen instanceof Seen.Written written) {
                for (Event event : written.events()) {
                    facts.add(event);
                }
            } else if (seen instanceof Seen.Broken broken) {
                findings.add(broken.atMillis(), broken.rule(), broken.what());
            }
            checks.forEach(check -> check.see(seen));
        }
        checks.forEach(Check::end);
        return findings.all();
    }
}
