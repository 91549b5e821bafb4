package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.OfferOutcome;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What has been written so far, as far as answers can be held against it.
final class WrittenFacts {

    private final Set<String> facts = new HashSet<>();
    private final Map<Long, Event.OfJob> offers = new HashMap<>();

    void add(Event event) {
        switch (event) {
            case Event.JobSubmitted submitted -> fact("submitted", submitted.job().value(), "");
            case Event.JobCancelled cancelled -> fact("cancelled", cancelled.job().value(), "");
            case Event.OfferMade made -> offers.put(made.offer().id(), made);
            case Event.SwapOffered swap -> offers.put(swap.offer().id(), swap);
            case Event.OfferAccepted accepted -> {
                fact("accept", Long.toString(accepted.offer()), name(accepted.driver()));
                fact("held", accepted.job().value(), name(accepted.driver()));
            }
            case Event.OfferDeclined declined ->
                    fact("decline", Long.toString(declined.offer()), name(declined.driver()));
            case Event.SwapEnded swap -> {
                if (swap.how() == OfferOutcome.DECLINED) {
                    fact("decline", Long.toString(swap.offer()), name(swap.driver()));
                }
            }
            case Event.DriverArrived arrived -> step("arrived", arrived.job(), arrived.driver());
            case Event.JobPickedUp pickedUp -> {
                step("arrived", pickedUp.job(), pickedUp.driver());
                step("pickedUp", pickedUp.job(), pickedUp.driver());
            }
            case Event.JobCompleted completed ->
                    step("completed", completed.job(), completed.driver());
            case Event.JobReleased released -> step("release", released.job(), released.driver());
            default -> {}
        }
    }

    /// Whether what a command asks for has been written.
    boolean has(String type, String about, String driver) {
        return facts.contains(type + " " + about + " " + driver);
    }

    /// The event by which an offer was made, or null.
    Event.@Nullable OfJob offer(long id) {
        return offers.get(id);
    }

    private void step(String type, JobId job, DriverId driver) {
        fact(type, job.value(), name(driver));
    }

    private void fact(String type, String about, String driver) {
        facts.add(type + " " + about + " " + driver);
    }

    private static String name(DriverId driver) {
        return driver.value();
    }
}
