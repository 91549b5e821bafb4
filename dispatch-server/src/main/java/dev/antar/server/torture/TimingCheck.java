package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// By true time: offers end when they should, whatever clocks say; none goes to a driver who is
/// silent or has refused the job; and no older fix shows a driver where he was.
final class TimingCheck implements Check {

    /// A tick, a lane and a bit.
    private static final int SLACK_MILLIS = 600;

    /// What has come and is not read yet.
    private static final int UNDER_WAY_MILLIS = 1_500;

    /// How many times the silence that makes a driver stale has further consequences.
    private static final int GONE = 2;

    private static final int RELEASED = 4;
    private static final int UNREACHABLE = 8;

    /// @param epoch of whoever made it
    /// @param stoodMillis for how long the region had stood still by then
    private record Made(Offer offer, long epoch, long decidedMillis, long stoodMillis) {}

    private record HeardBy(int process, int driver) {}

    private final Options options;
    private final Findings findings;
    private final Map<Long, Long> aheadOfEpoch = new HashMap<>();
    private final Map<Long, Long> beganOfEpoch = new HashMap<>();
    private final Map<Long, Integer> processOfEpoch = new HashMap<>();
    private final Map<HeardBy, List<Long>> heard = new HashMap<>();
    private final Map<Long, Made> offers = new HashMap<>();
    private final Map<JobId, Set<DriverId>> refusedBy = new HashMap<>();
    private final Map<String, Integer> shownFix = new HashMap<>();
    private final Set<Integer> clockWasSet = new HashSet<>();
    private long lastDecidedMillis = VirtualTime.START;

    /// Between the last event of one process and the beginning of the next, all together.
    private long stoodMillis;

    TimingCheck(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
        for (Fault fault : options.faults()) {
            if (fault.kind() == FaultKind.PHONE_CLOCK) {
                clockWasSet.add(fault.driver() % options.drivers());
            }
        }
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Began began -> {
                aheadOfEpoch.put(began.epoch(), began.aheadMillis());
                beganOfEpoch.put(began.epoch(), began.atMillis());
                processOfEpoch.put(began.epoch(), began.process());
                stoodMillis += began.atMillis() - lastDecidedMillis;
            }
            case Seen.Heard one ->
                    heard.computeIfAbsent(
                                    new HeardBy(one.process(), one.driver()),
                                    _ -> new ArrayList<>())
                            .add(one.atMillis());
            case Seen.Written written -> {
                for (Event event : written.events()) {
                    if (event instanceof Event.OfJob ofJob) {
                        written(ofJob, written);
                    } else if (event instanceof Event.DriverWentOffline offline) {
                        forget(offline.driver());
                        if (offline.reason() == OfflineReason.UNREACHABLE) {
                            gone(offline, offline.driver(), UNREACHABLE, written);
                        }
                    }
                }
            }
            case Seen.Moved moved -> moved(moved);
            default -> {}
        }
    }

    private void written(Event.OfJob event, Seen.Written written) {
        long decided = event.atMillis() - aheadOfEpoch.getOrDefault(written.epoch(), 0L);
        lastDecidedMillis = Math.max(lastDecidedMillis, decided);
        switch (event) {
            case Event.OfferMade made -> made(made.offer(), written, decided);
            case Event.SwapOffered swap -> made(swap.offer(), written, decided);
            case Event.OfferAccepted accepted -> ended(accepted, written, decided, false);
            case Event.OfferDeclined declined -> {
                refused(declined.job(), declined.driver());
                ended(declined, written, decided, false);
            }
            case Event.OfferExpired expired -> ended(expired, written, decided, true);
            case Event.OfferWithdrawn withdrawn -> {
                if (withdrawn.reason() == WithdrawalReason.DRIVER_GONE) {
                    gone(withdrawn, withdrawn.driver(), GONE, written);
                }
            }
            case Event.JobReleased released -> {
                if (released.reason() == ReleaseReason.DRIVER_GONE) {
                    gone(released, released.driver(), RELEASED, written);
                }
                if (released.reason() != ReleaseReason.BETTER_MATCH) {
                    refused(released.job(), released.driver());
                }
            }
            default -> {}
        }
    }

    private void made(Offer offer, Seen.Written written, long decided) {
        offers.put(offer.id(), new Made(offer, written.epoch(), decided, stoodMillis));
        if (refusedBy.getOrDefault(offer.job(), Set.of()).contains(offer.driver())) {
            findings.add(
                    written.atMillis(),
                    Rule.NO_OFFER_TO_WHO_REFUSED,
                    offer + " to a driver who has refused the job");
        }
        long since = heardBefore(decided, offer.driver(), written);
        if (decided - since > options.silenceMillis() + SLACK_MILLIS) {
            findings.add(
                    written.atMillis(),
                    Rule.NO_OFFER_TO_STALE,
                    offer + " to a driver silent for " + (decided - since) + " ms");
        }
    }

    /// When something of the driver's phone came last to the process that decided, or when that
    /// began if nothing has since.
    private long heardBefore(long millis, DriverId driver, Seen.Written written) {
        long since = beganOfEpoch.getOrDefault(written.epoch(), written.atMillis());
        int process = processOfEpoch.getOrDefault(written.epoch(), -1);
        HeardBy key = new HeardBy(process, DriverApp.number(driver));
        for (long at : heard.getOrDefault(key, List.of())) {
            since = at <= millis ? Math.max(since, at) : since;
        }
        return since;
    }

    /// @param times how many times as long as makes a driver stale he must have been silent
    private void gone(Event event, DriverId driver, int times, Seen.Written written) {
        long decided = event.atMillis() - aheadOfEpoch.getOrDefault(written.epoch(), 0L);
        long silent = decided - heardBefore(decided - UNDER_WAY_MILLIS, driver, written);
        if (silent < (long) times * options.silenceMillis() - UNDER_WAY_MILLIS) {
            findings.add(
                    written.atMillis(),
                    Rule.GONE_ONLY_WHEN_SILENT,
                    event + " though he is silent for " + silent + " ms only");
        }
    }

    private void ended(
            Event.OfferEnded event, Seen.Written written, long decided, boolean expired) {
        Made made = offers.get(event.offer());
        if (made == null) {
            return;
        }
        long lasted = decided - made.decidedMillis;
        boolean sameClock =
                aheadOfEpoch
                        .getOrDefault(made.epoch, 0L)
                        .equals(aheadOfEpoch.getOrDefault(written.epoch(), 0L));
        if (expired && sameClock && lasted < options.offerMillis() - SLACK_MILLIS) {
            findings.add(
                    written.atMillis(), Rule.OFFERS_LAST, event + " after only " + lasted + " ms");
        }
        // Where a clock was set back between two processes, nobody knows how long it was down: the
        // region's time goes on from its last event.
        long unknown = sameClock ? 0 : stoodMillis - made.stoodMillis;
        if (!expired && lasted > options.offerMillis() + SLACK_MILLIS + unknown) {
            findings.add(
                    written.atMillis(), Rule.OFFERS_EXPIRE, event + " after " + lasted + " ms");
        }
    }

    private void refused(JobId job, DriverId driver) {
        refusedBy.computeIfAbsent(job, _ -> new HashSet<>()).add(driver);
    }

    private void forget(DriverId driver) {
        String suffix = "/" + DriverApp.number(driver);
        shownFix.keySet().removeIf(key -> key.endsWith(suffix));
    }

    private void moved(Seen.Moved moved) {
        String key = moved.process() + "/" + moved.driver();
        Integer before = shownFix.put(key, moved.fix());
        if (before != null && moved.fix() < before && !clockWasSet.contains(moved.driver())) {
            findings.add(moved.atMillis(), Rule.NO_OLDER_FIX, moved + " after fix " + before);
        }
    }
}
