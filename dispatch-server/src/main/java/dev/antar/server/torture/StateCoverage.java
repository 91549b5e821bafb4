package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which states of jobs, offers and drivers all runs have reached, and by which ways, by what was
/// written; and which never.
final class StateCoverage {

    private final TransitionTable<JobState> jobs =
            new TransitionTable<>("job", JobState.values(), JobState::canBecome);
    private final TransitionTable<DriverState> drivers =
            new TransitionTable<>("driver", DriverState.values(), DriverState::canBecome);
    private final OfferEnds offers = new OfferEnds("of open jobs");
    private final OfferEnds swaps = new OfferEnds("to take over");

    /// Notes what was written in a run.
    void add(List<Seen> run) {
        Run now = new Run();
        for (Seen seen : run) {
            if (seen instanceof Seen.Written written) {
                written.events().forEach(now::see);
            }
        }
    }

    /// The tables, as lines.
    String table() {
        StringBuilder text = new StringBuilder(2_000);
        text.append(
                        "States by what was written, how often reached, and what followed; - cannot"
                                + " be:\n")
                .append(jobs.lines())
                .append('\n')
                .append(drivers.lines())
                .append('\n')
                .append(String.format(Locale.ROOT, "%-13s %9s |", "offer", "made"));
        for (OfferOutcome outcome : OfferOutcome.values()) {
            String word = outcome.name().toLowerCase(Locale.ROOT);
            text.append(String.format(Locale.ROOT, "%12s", word));
        }
        return text.append('\n').append(offers.line()).append(swaps.line()).toString();
    }

    /// How offers of one kind ended.
    private static final class OfferEnds {

        private final String what;
        private final Map<OfferOutcome, Integer> ends = new EnumMap<>(OfferOutcome.class);
        private int made;

        private OfferEnds(String what) {
            this.what = what;
        }

        private String line() {
            StringBuilder text = new StringBuilder();
            text.append(String.format(Locale.ROOT, "%-13s %9d |", what, made));
            for (OfferOutcome outcome : OfferOutcome.values()) {
                int times = ends.getOrDefault(outcome, 0);
                text.append(String.format(Locale.ROOT, "%12s", times == 0 ? "never" : times));
            }
            return text.append('\n').toString();
        }
    }

    /// The states in one run so far.
    private final class Run {

        private final Map<JobId, JobState> jobNow = new HashMap<>();
        private final Map<JobId, DriverId> holder = new HashMap<>();
        private final Map<JobId, DriverId> asked = new HashMap<>();
        private final Set<Long> swapOffers = new HashSet<>();
        private final Map<DriverId, DriverState> driverNow = new HashMap<>();

        private void see(Event event) {
            switch (event) {
                case Event.JobSubmitted submitted ->
                        begin(
                                submitted.job(),
                                submitted.dueAtMillis() > submitted.atMillis()
                                        ? JobState.SCHEDULED
                                        : JobState.PENDING);
                case Event.JobBecameDue due -> job(due.job(), JobState.PENDING);
                case Event.OfferMade made -> {
                    offers.made++;
                    job(made.job(), JobState.OFFERED);
                    asked(made.offer());
                }
                case Event.SwapOffered swap -> {
                    swaps.made++;
                    swapOffers.add(swap.offer().id());
                    asked(swap.offer());
                }
                case Event.OfferEnded ended -> ended(ended);
                case Event.DriverArrived arrived -> job(arrived.job(), JobState.AT_PICKUP);
                case Event.JobPickedUp picked -> job(picked.job(), JobState.PICKED_UP);
                case Event.JobReleased released ->
                        job(
                                released.job(),
                                asked.containsKey(released.job())
                                        ? JobState.OFFERED
                                        : JobState.PENDING);
                case Event.JobCompleted completed -> job(completed.job(), JobState.COMPLETED);
                case Event.JobCancelled cancelled -> job(cancelled.job(), JobState.CANCELLED);
                case Event.JobUnfulfilled given -> job(given.job(), JobState.UNFULFILLED);
                case Event.DriverRegistered registered -> {
                    if (!driverNow.containsKey(registered.profile().id())) {
                        driver(registered.profile().id(), DriverState.OFFLINE);
                    }
                }
                case Event.DriverWentOnline online -> {
                    // On duty he may say anew which offers he wants.
                    if (driverNow.get(online.driver()) == DriverState.OFFLINE) {
                        driver(online.driver(), DriverState.IDLE);
                    }
                }
                case Event.DriverWentOffline gone -> driver(gone.driver(), DriverState.OFFLINE);
                default -> {}
            }
        }

        private void asked(Offer offer) {
            asked.put(offer.job(), offer.driver());
            settle(offer.driver());
        }

        private void ended(Event.OfferEnded ended) {
            OfferOutcome outcome =
                    switch (ended) {
                        case Event.OfferAccepted _ -> OfferOutcome.ACCEPTED;
                        case Event.OfferDeclined _ -> OfferOutcome.DECLINED;
                        case Event.OfferExpired _ -> OfferOutcome.EXPIRED;
                        case Event.OfferWithdrawn _ -> OfferOutcome.WITHDRAWN;
                        case Event.SwapEnded swap -> swap.how();
                    };
            OfferEnds kind = swapOffers.contains(ended.offer()) ? swaps : offers;
            kind.ends.merge(outcome, 1, Integer::sum);
            asked.remove(ended.job());
            if (outcome == OfferOutcome.ACCEPTED) {
                holder.put(ended.job(), ended.driver());
                job(ended.job(), JobState.ASSIGNED);
            } else if (!(ended instanceof Event.SwapEnded)) {
                job(ended.job(), JobState.PENDING);
            }
            settle(ended.driver());
        }

        private void begin(JobId id, JobState first) {
            jobNow.put(id, first);
            jobs.began(first);
        }

        private void job(JobId id, JobState next) {
            JobState before = jobNow.put(id, next);
            if (before != null && before != next) {
                jobs.went(before, next);
            }
            DriverId had = next.held() ? null : holder.remove(id);
            if (had != null) {
                settle(had);
            }
        }

        /// Free, asked or on a job.
        private void settle(DriverId id) {
            if (holder.containsValue(id)) {
                driver(id, DriverState.ON_JOB);
            } else if (driverNow.get(id) != DriverState.OFFLINE) {
                driver(id, asked.containsValue(id) ? DriverState.OFFERED : DriverState.IDLE);
            }
        }

        private void driver(DriverId id, DriverState next) {
            DriverState before = driverNow.put(id, next);
            if (before == null) {
                drivers.began(next);
            } else if (before != next) {
                drivers.went(before, next);
            }
        }
    }
}
