package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.offer.Offer;

import java.util.HashSet;
import java.util.Set;

/// Whoever is paused is offered nothing, nobody is paused but by somebody who asked for it, and
/// what was answered is written.
final class PauseCheck implements Check {

    private static final int DONE = 200;

    private final Findings findings;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<DriverId> paused = new HashSet<>();

    PauseCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.PauseAsked one -> asked.add(one.driver() + " " + one.reason());
            case Seen.PauseAnswered answer -> {
                String what = answer.driver() + " " + answer.reason();
                // Resuming one whom somebody else resumed writes nothing.
                if (answer.status() == DONE && answer.pauses() && !written.contains(what)) {
                    findings.add(
                            answer.atMillis(),
                            Rule.NO_ACK_BEFORE_COMMIT,
                            answer + " is not written");
                }
            }
            case Seen.Written batch -> batch.events().forEach(e -> written(e, batch.atMillis()));
            default -> {}
        }
    }

    private void written(Event event, long at) {
        switch (event) {
            case Event.DriverPaused now -> {
                paused.add(now.driver());
                askedFor(event, now.driver() + " " + now.reason(), at);
            }
            case Event.DriverResumed now -> {
                paused.remove(now.driver());
                askedFor(event, now.driver() + " " + now.reason(), at);
            }
            case Event.OfferMade made -> offered(made.offer(), at);
            case Event.SwapOffered swap -> offered(swap.offer(), at);
            default -> {}
        }
    }

    private void askedFor(Event event, String what, long at) {
        if (!asked.contains(what)) {
            findings.add(at, Rule.NOTHING_UNASKED, event + " without a human who asked for it");
        }
        if (!written.add(what)) {
            findings.add(at, Rule.NOTHING_UNASKED, event + " a second time for one request");
        }
    }

    private void offered(Offer offer, long at) {
        if (paused.contains(offer.driver())) {
            findings.add(at, Rule.NO_OFFER_TO_PAUSED, offer + " to a driver who is paused");
        }
    }
}
