package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a restart reads back where planted bugs forget some of it.
final class Forgetting {

    private Forgetting() {}

    static Snapshot of(Snapshot whole, Plants plants) {
        if (plants.has(Plant.SNAPSHOT_LOSES_THE_LAST)) {
            List<Event.OfJob> all = whole.openJobs();
            return with(whole, all.subList(0, Math.max(0, all.size() - 1)));
        }
        if (plants.has(Plant.REFUSAL_FORGOTTEN)) {
            return with(whole, whole.openJobs().stream().map(Forgetting::unrefused).toList());
        }
        if (plants.has(Plant.LATER_FORGOTTEN)) {
            return withoutLast(whole, Forgetting::isForLater);
        }
        if (plants.has(Plant.RELEASE_FORGOTTEN)) {
            return withoutLast(
                    whole,
                    event ->
                            event instanceof Event.JobReleased released
                                    && released.reason() == ReleaseReason.DRIVER);
        }
        if (plants.has(Plant.PAUSE_FORGOTTEN)) {
            return drivers(whole, driver -> driver.paused(null));
        }
        if (plants.has(Plant.OFF_DUTY_FORGOTTEN)) {
            return drivers(whole, driver -> driver.online(driver.availability(), driver.limits()));
        }
        if (plants.has(Plant.POLICY_FORGOTTEN)) {
            return with(whole, whole.drivers(), whole.openJobs(), null);
        }
        return plants.has(Plant.WISH_FORGOTTEN)
                ? drivers(
                        whole,
                        driver ->
                                driver.onDuty()
                                        ? driver.online(Availability.open(), driver.limits())
                                        : driver)
                : whole;
    }

    private static boolean isForLater(Event.OfJob event) {
        return event instanceof Event.JobSubmitted submitted
                && submitted.dueAtMillis() > submitted.atMillis();
    }

    /// Without the last event of jobs where it is one of these.
    private static Snapshot withoutLast(Snapshot whole, Predicate<Event.OfJob> forgotten) {
        Map<JobId, Event.OfJob> last = new HashMap<>();
        whole.openJobs().forEach(event -> last.put(event.job(), event));
        List<Event.OfJob> kept = new ArrayList<>(whole.openJobs());
        kept.removeIf(event -> event.equals(last.get(event.job())) && forgotten.test(event));
        return with(whole, kept);
    }

    private static Event.OfJob unrefused(Event.OfJob event) {
        return event
                        instanceof
                        Event.OfferDeclined(
                                long seq,
                                long at,
                                int version,
                                JobId job,
                                long offer,
                                DriverId driver)
                ? new Event.OfferExpired(seq, at, version, job, offer, driver)
                : event;
    }

    private static Snapshot drivers(
            Snapshot whole, UnaryOperator<Snapshot.KnownDriver> forgetting) {
        return with(
                whole,
                whole.drivers().stream().map(forgetting).toList(),
                whole.openJobs(),
                whole.policy());
    }

    private static Snapshot with(Snapshot whole, List<Event.OfJob> events) {
        return with(whole, whole.drivers(), events, whole.policy());
    }

    private static Snapshot with(
            Snapshot whole,
            List<Snapshot.KnownDriver> drivers,
            List<Event.OfJob> events,
            Event.@Nullable PolicyChanged policy) {
        return new Snapshot(
                        whole.lastSeq(),
                        drivers,
                        events,
                        whole.speeds(),
                        whole.acceptance(),
                        policy)
                .withIncomes(whole.incomes(), whole.prices());
    }
}
