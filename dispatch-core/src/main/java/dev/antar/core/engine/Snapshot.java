package dev.antar.core.engine;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.Pause;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.travel.Learning;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.core.travel.StraightLine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What must be kept of a region's history to go on: its drivers as they are, and the whole history
/// of every job that has not ended, or ended lately. Ended jobs leave behind nothing that a
/// decision needs but two things: what drivers have been paid, which is kept beside, and who gave
/// up a job to a better match long ago, which begins anew. But a driver who repeats a command is to
/// hear that it was carried out, not that nobody knows the job.
///
/// @param lastSeq the latest event's number; new ones continue from it
/// @param drivers in order of registration
/// @param openJobs the events of open jobs, and of those that ended within the last
///   [#RECENT_EVENTS], in order of `seq`
/// @param policy by which the policy in force came so; null for the one that the region begins with
/// @param speeds what was learned of speeds; see [Dispatcher#learnedSpeeds]. Missing ones are
///   learned anew
/// @param incomes what is remembered of drivers' pay; see [Dispatcher#incomes]. Whoever is missing
///   begins anew
/// @param prices what regard to incomes cost on earlier days, oldest first
/// @param acceptance what was learned of how offers end; see [Dispatcher#learnedAcceptance].
///   Missing ones are learned anew
public record Snapshot(
        long lastSeq,
        List<KnownDriver> drivers,
        List<Event.OfJob> openJobs,
        List<SpeedEntry> speeds,
        List<AcceptanceEntry> acceptance,
        Event.@Nullable PolicyChanged policy,
        List<Income> incomes,
        List<Fairness.Day> prices) {

    /// How far back jobs that have ended are kept.
    public static final int RECENT_EVENTS = 20_000;

    /// A driver as the history left him.
    ///
    /// @param queue the zone in whose line he stands, or null
    /// @param queuedSeq the event by which he joined it, or 0
    /// @param pause why a human keeps him from offers, or null
    public record KnownDriver(
            DriverProfile profile,
            boolean onDuty,
            Availability availability,
            Limits limits,
            @Nullable String queue,
            long queuedSeq,
            @Nullable Pause pause) {

        /// Registered, never on duty.
        public static KnownDriver of(DriverProfile profile) {
            return new KnownDriver(
                    profile, false, Availability.open(), Limits.NONE, null, NOT_QUEUED, null);
        }

        public KnownDriver with(DriverProfile newer) {
            return new KnownDriver(newer, onDuty, availability, limits, queue, queuedSeq, pause);
        }

        public KnownDriver online(Availability wanted, Limits within) {
            return new KnownDriver(profile, true, wanted, within, queue, queuedSeq, pause);
        }

        /// Where he wanted to go home to is forgotten: off duty it is nobody's business.
        public KnownDriver offline() {
            Availability kept =
                    availability instanceof Availability.GoHome
                            ? Availability.open()
                            : availability;
            return new KnownDriver(profile, false, kept, limits, queue, queuedSeq, pause);
        }

        public KnownDriver inLine(String zone, long seq) {
            return new KnownDriver(profile, onDuty, availability, limits, zone, seq, pause);
        }

        public KnownDriver outOfLine() {
            return new KnownDriver(profile, onDuty, availability, limits, null, NOT_QUEUED, pause);
        }

        public KnownDriver paused(@Nullable Pause why) {
            return new KnownDriver(profile, onDuty, availability, limits, queue, queuedSeq, why);
        }
    }

    private static final long NOT_QUEUED = 0;

    public Snapshot {
        drivers = List.copyOf(drivers);
        openJobs = List.copyOf(openJobs);
        speeds = List.copyOf(speeds);
        acceptance = List.copyOf(acceptance);
        incomes = List.copyOf(incomes);
        prices = List.copyOf(prices);
    }

    /// A snapshot that remembers nothing of drivers' pay.
    public Snapshot(
            long lastSeq,
            List<KnownDriver> drivers,
            List<Event.OfJob> openJobs,
            List<SpeedEntry> speeds,
            List<AcceptanceEntry> acceptance,
            Event.@Nullable PolicyChanged policy) {
        this(lastSeq, drivers, openJobs, speeds, acceptance, policy, List.of(), List.of());
    }

    /// A snapshot without anything learned, under the policy that the region begins with.
    public Snapshot(long lastSeq, List<KnownDriver> drivers, List<Event.OfJob> openJobs) {
        this(lastSeq, drivers, openJobs, List.of(), List.of(), null);
    }

    /// This snapshot with what was remembered of drivers' pay, and what regard to it cost.
    public Snapshot withIncomes(List<Income> remembered, List<Fairness.Day> paid) {
        return new Snapshot(
                lastSeq, drivers, openJobs, speeds, acceptance, policy, remembered, paid);
    }

    /// A region where nothing has happened.
    public static Snapshot empty() {
        return new Snapshot(0, List.of(), List.of());
    }

    /// The snapshot after a whole history, in order of `seq`.
    public static Snapshot of(List<Event> history) {
        return of(history, RECENT_EVENTS);
    }

    /// The same with jobs that ended within the last so many events.
    public static Snapshot of(List<Event> history, int recentEvents) {
        Map<DriverId, KnownDriver> drivers = new LinkedHashMap<>();
        List<Event.OfJob> ofJobs = new ArrayList<>();
        Map<JobId, Long> ended = new HashMap<>();
        // What legs teach does not depend on the times that it corrects.
        Legs legs = new Legs(new Learning(new StraightLine(1, 1)));
        Responses responses = new Responses();
        Map<JobId, Job> asked = new HashMap<>();
        Event.PolicyChanged policy = null;
        long lastSeq = 0;
        for (Event event : history) {
            lastSeq = event.seq();
            switch (event) {
                case Event.PolicyChanged changed -> policy = changed;
                case Event.DriverRegistered(_, _, DriverProfile profile) ->
                        drivers.merge(
                                profile.id(),
                                KnownDriver.of(profile),
                                (known, _) -> known.with(profile));
                case Event.DriverWentOnline(_, _, DriverId driver, var wanted, Limits within) ->
                        drivers.computeIfPresent(
                                driver, (_, known) -> known.online(wanted, within));
                case Event.DriverWentOffline(_, _, DriverId driver, _) ->
                        drivers.computeIfPresent(driver, (_, known) -> known.offline());
                case Event.DriverQueued(long seq, _, DriverId driver, String zone) ->
                        drivers.computeIfPresent(driver, (_, known) -> known.inLine(zone, seq));
                case Event.DriverUnqueued(_, _, DriverId driver, _, _) ->
                        drivers.computeIfPresent(driver, (_, known) -> known.outOfLine());
                case Event.DriverPaused(_, long at, DriverId driver, String by, String why) ->
                        drivers.computeIfPresent(
                                driver, (_, known) -> known.paused(new Pause(at, by, why)));
                case Event.DriverResumed resumed ->
                        drivers.computeIfPresent(
                                resumed.driver(), (_, known) -> known.paused(null));
                case Event.OfJob ofJob -> {
                    ofJobs.add(ofJob);
                    if (ofJob instanceof Event.JobSubmitted submitted) {
                        asked.put(ofJob.job(), submitted.asked());
                    }
                    Job job = asked.get(ofJob.job());
                    if (job != null) {
                        legs.follow(job, ofJob);
                        responses.follow(job, ofJob);
                    }
                    if (ends(ofJob)) {
                        ended.put(ofJob.job(), ofJob.seq());
                    }
                }
            }
        }
        long recent = lastSeq - recentEvents;
        ofJobs.removeIf(event -> ended.getOrDefault(event.job(), Long.MAX_VALUE) <= recent);
        return new Snapshot(
                lastSeq,
                new ArrayList<>(drivers.values()),
                ofJobs,
                legs.entries(),
                responses.acceptance().entries(),
                policy);
    }

    /// Whether this event is the last of its job.
    public static boolean ends(Event.OfJob event) {
        return event instanceof Event.JobCompleted
                || event instanceof Event.JobCancelled
                || event instanceof Event.JobUnfulfilled;
    }
}
