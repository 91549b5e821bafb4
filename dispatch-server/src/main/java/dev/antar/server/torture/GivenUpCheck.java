package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import java.util.HashSet;
import java.util.Set;

/// A job that a driver has given up, at its pickup or on the way there, is his no more: he takes no
/// step of it, and once he was told that it is done, nobody shows it to him as his.
final class GivenUpCheck implements Check {

    private record Held(DriverId driver, JobId job) {}

    private final Findings findings;

    /// By what is written.
    private final Set<Held> released = new HashSet<>();

    /// By what drivers were told.
    private final Set<Held> givenUp = new HashSet<>();

    GivenUpCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Written written ->
                    written.events().forEach(event -> written(event, written.atMillis()));
            case Seen.CommandAnswered answer -> {
                if (answer.type().equals("release") && answer.done()) {
                    givenUp.add(new Held(DriverApp.id(answer.driver()), new JobId(answer.about())));
                }
            }
            case Seen.StateShown state -> {
                for (String job : state.jobs()) {
                    if (givenUp.contains(new Held(DriverApp.id(state.driver()), new JobId(job)))) {
                        findings.add(
                                state.atMillis(),
                                Rule.GIVEN_UP_STAYS_GIVEN_UP,
                                state + " but he has given up " + job);
                    }
                }
            }
            default -> {}
        }
    }

    private void written(Event event, long at) {
        switch (event) {
            case Event.JobReleased gone -> released.add(new Held(gone.driver(), gone.job()));
            case Event.OfferAccepted accepted -> {
                released.remove(new Held(accepted.driver(), accepted.job()));
                givenUp.remove(new Held(accepted.driver(), accepted.job()));
            }
            case Event.DriverArrived step -> step(event, step.driver(), step.job(), at);
            case Event.JobPickedUp step -> step(event, step.driver(), step.job(), at);
            case Event.JobCompleted step -> step(event, step.driver(), step.job(), at);
            default -> {}
        }
    }

    private void step(Event event, DriverId driver, JobId job, long at) {
        if (released.contains(new Held(driver, job))) {
            findings.add(at, Rule.GIVEN_UP_STAYS_GIVEN_UP, event + " though he holds it no longer");
        }
    }
}
