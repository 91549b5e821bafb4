package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.core.zone.Zones;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One region as a deterministic state machine: commands with their time in, events out. One
/// thread; no clock, no I/O, no randomness. Whoever runs it commits the events before anyone
/// outside learns of them.
public final class Dispatcher {

    private final DispatchConfig config;
    private final MatchingPolicy policy;
    private final RegionState state;
    private final Matchmaker matchmaker;
    private final SilenceWatch silence;
    private final @Nullable Guide guide;
    private final PhoneReports reports;
    private final Watcher watcher;
    private final DecisionHash hash = new DecisionHash();
    private final NearestDrivers nearest = new NearestDrivers();
    private Consumer<Event> sink = _ -> {};
    private long nowMillis;
    private long nextRoundMillis;

    /// A region where nothing has happened yet.
    ///
    /// @param policy not shared with another dispatcher
    public Dispatcher(DispatchConfig config, MatchingPolicy policy, Watcher watcher) {
        this.config = config;
        this.policy = policy;
        this.watcher = watcher;
        this.state = new RegionState(config, watcher);
        this.matchmaker = new Matchmaker(config, state, policy, watcher);
        this.silence = new SilenceWatch(config, state.roster());
        this.guide = config.hints() == null ? null : new Guide(config, state, config.hints());
        this.reports = new PhoneReports(state, silence, watcher, this::lineUp);
    }

    /// A region that goes on from what was committed. Every driver on duty counts as heard at
    /// `nowMillis`: phones get the usual time to come back. Offers keep their deadlines.
    public static Dispatcher restore(
            DispatchConfig config,
            MatchingPolicy policy,
            Watcher watcher,
            Snapshot snapshot,
            long nowMillis) {
        Dispatcher dispatcher = new Dispatcher(config, policy, watcher);
        dispatcher.fold(snapshot, nowMillis);
        return dispatcher;
    }

    /// Carries out a command.
    ///
    /// @param events is given each event that follows, in order, already applied
    public Result handle(Command command, Consumer<Event> events) {
        nowMillis = Math.max(nowMillis, command.atMillis());
        sink = events;
        return switch (command) {
            case Command.RegisterDriver register -> register(register);
            case Command.GoOnline online -> goOnline(online);
            case Command.GoOffline(_, DriverId driver) -> goOffline(driver);
            case Command.ReportFix fix -> reportFix(fix);
            case Command.ReportFixes(_, FixBatch fixes) -> {
                reports.fixes(fixes, nowMillis);
                yield Result.done();
            }
            case Command.CompareClocks(_, DriverId driver, long phoneMillis) ->
                    compareClocks(driver, phoneMillis);
            case Command.Heartbeat(_, DriverId driver) ->
                    hear(driver) == null ? unknownDriver() : Result.done();
            case Command.SubmitJob submit -> submit(submit);
            case Command.GiveReach(_, JobId job, Reach reach) -> giveReach(job, reach);
            case Command.CancelJob cancel -> cancel(cancel);
            case Command.AcceptOffer(_, DriverId driver, long offer) -> accept(driver, offer);
            case Command.DeclineOffer(_, DriverId driver, long offer) -> decline(driver, offer);
            case Command.ArriveAtPickup(_, DriverId driver, JobId job) ->
                    onHeldJob(driver, job, this::arrive);
            case Command.PickUpJob(_, DriverId driver, JobId job) ->
                    onHeldJob(driver, job, this::pickUp);
            case Command.CompleteJob(_, DriverId driver, JobId job) ->
                    onHeldJob(driver, job, this::complete);
            case Command.ReleaseJob(_, DriverId driver, JobId job) ->
                    onHeldJob(driver, job, this::release);
            case Command.Tick _ -> tick();
        };
    }

    public DispatchConfig config() {
        return config;
    }

    public MatchingPolicy policy() {
        return policy;
    }

    /// The latest command's time, epoch milliseconds.
    public long nowMillis() {
        return nowMillis;
    }

    /// The latest event's number.
    public long lastSeq() {
        return state.lastSeq();
    }

    /// A fingerprint of everything decided since this object began; equal for equal commands on
    /// every JVM. Sixteen hexadecimal digits.
    public String decisionHash() {
        return hash.hex();
    }

    public Roster roster() {
        return state.roster();
    }

    public @Nullable OpenJob openJob(JobId id) {
        return state.open(id);
    }

    /// Every job that has not ended, in no particular order.
    public Collection<OpenJob> openJobs() {
        return state.openJobs();
    }

    /// The lines of drivers who wait in zones.
    public Lines lines() {
        return state.lines();
    }

    public @Nullable Offer liveOffer(long id) {
        return state.offers().live(id);
    }

    public @Nullable Offer liveOfferTo(Driver driver) {
        return state.offers().liveTo(driver.slot());
    }

    /// The jobs that the driver holds, in order of acceptance.
    public List<OpenJob> jobsOf(Driver driver) {
        return state.heldBy(driver);
    }

    /// What has been learned of speeds, for whoever keeps it over a restart; empty when nothing is
    /// to be learned.
    public List<SpeedEntry> learnedSpeeds() {
        return state.legs().entries();
    }

    public int driversIn(DriverState which) {
        return state.driversIn(which);
    }

    /// How many open jobs are in this state, or how many have ended in it since this object began.
    public int jobsIn(JobState which) {
        return state.jobsIn(which);
    }

    /// The `k` nearest drivers on duty within `maxMeters` whom the filter accepts, nearest first.
    public List<NearbyDriver> nearestDrivers(
            LatLng place, int k, double maxMeters, Predicate<Driver> filter) {
        state.onDuty()
                .nearest(
                        place,
                        k,
                        maxMeters,
                        DriverFilter.everybody(),
                        slot -> filter.test(state.roster().at(slot)),
                        nearest);
        List<NearbyDriver> found = new ArrayList<>(nearest.count());
        for (int i = 0; i < nearest.count(); i++) {
            found.add(new NearbyDriver(state.roster().at(nearest.slot(i)), nearest.meters(i)));
        }
        return found;
    }

    private Result register(Command.RegisterDriver command) {
        try {
            state.skills().bitsOf(command.profile().skills());
        } catch (IllegalArgumentException _) {
            return Result.rejected(Rejection.UNKNOWN_SKILL);
        }
        Driver known = state.roster().find(command.profile().id());
        if (known == null || !known.profile().equals(command.profile())) {
            emit(new Event.DriverRegistered(nextSeq(), nowMillis, command.profile()));
        }
        hear(command.profile().id());
        return Result.done();
    }

    private Result goOnline(Command.GoOnline command) {
        Driver driver = state.roster().find(command.driver());
        if (driver == null) {
            return unknownDriver();
        }
        boolean asBefore =
                driver.onDuty()
                        && driver.availability().equals(command.availability())
                        && driver.limits().equals(command.limits());
        if (!asBefore) {
            emit(
                    new Event.DriverWentOnline(
                            nextSeq(),
                            nowMillis,
                            driver.id(),
                            command.availability(),
                            command.limits()));
        }
        reports.hear(driver, nowMillis);
        reports.watch(driver);
        return Result.done();
    }

    private Result goOffline(DriverId id) {
        Driver driver = hear(id);
        if (driver == null) {
            return unknownDriver();
        }
        return switch (driver.state()) {
            case OFFLINE -> Result.done();
            case ON_JOB -> Result.rejected(Rejection.DRIVER_ON_JOB);
            case IDLE, OFFERED -> {
                withdrawOfferTo(driver, WithdrawalReason.DRIVER_OFFLINE);
                unqueue(driver, UnqueuedReason.OFFLINE);
                emit(
                        new Event.DriverWentOffline(
                                nextSeq(), nowMillis, driver.id(), OfflineReason.DRIVER));
                yield Result.done();
            }
        };
    }

    private Result reportFix(Command.ReportFix command) {
        Driver driver = hear(command.driver());
        if (driver == null) {
            return unknownDriver();
        }
        return switch (reports.fix(driver, command.fix(), nowMillis)) {
            case ACCEPTED -> Result.done();
            case UNKNOWN_DRIVER -> unknownDriver();
            case OFF_DUTY -> Result.rejected(Rejection.FIX_OFF_DUTY);
            case OLDER_THAN_LAST -> Result.rejected(Rejection.FIX_OLDER_THAN_LAST);
            case FROM_FUTURE -> Result.rejected(Rejection.FIX_FROM_FUTURE);
            case JUMP -> Result.rejected(Rejection.FIX_JUMP);
            case INACCURATE -> Result.rejected(Rejection.FIX_INACCURATE);
        };
    }

    private Result compareClocks(DriverId id, long phoneMillis) {
        Driver driver = hear(id);
        if (driver == null) {
            return unknownDriver();
        }
        state.screen().compareClocks(driver, phoneMillis, nowMillis);
        return Result.done();
    }

    private Result submit(Command.SubmitJob command) {
        JobId id = command.job().id();
        if (state.open(id) != null || state.ended(id) != null) {
            return Result.rejected(Rejection.DUPLICATE_JOB);
        }
        try {
            state.skills().bitsOf(command.job().requirements().skills());
        } catch (IllegalArgumentException _) {
            return Result.rejected(Rejection.UNKNOWN_SKILL);
        }
        Rejection misplaced = misplaced(command.job());
        if (misplaced != null) {
            return Result.rejected(misplaced);
        }
        long dueAtMillis = command.job().dueAtMillis(config.leadMillis());
        emit(new Event.JobSubmitted(nextSeq(), nowMillis, 1, command.job(), dueAtMillis));
        if (guide != null) {
            guide.asked(command.job(), nowMillis);
        }
        Reach reach = command.reach();
        if (reach != null) {
            giveReach(id, reach);
        }
        prompt(state.open(id));
        return Result.done();
    }

    private Result giveReach(JobId id, Reach reach) {
        OpenJob job = state.open(id);
        if (job == null) {
            return Result.rejected(whyNotOpen(state.ended(id)));
        }
        if (job.state() != JobState.PICKED_UP) {
            state.approaches().put(job, reach);
        }
        return Result.done();
    }

    private @Nullable Rejection misplaced(Job job) {
        Zones zones = config.zones();
        if (!zones.served(job.pickup())) {
            return Rejection.PICKUP_NOT_SERVED;
        }
        if (!zones.served(job.dropoff())) {
            return Rejection.DROPOFF_NOT_SERVED;
        }
        if (!zones.pickupAllowed(job.pickup())) {
            return Rejection.PICKUP_NOT_ALLOWED;
        }
        return zones.dropoffAllowed(job.dropoff()) ? null : Rejection.DROPOFF_NOT_ALLOWED;
    }

    private Result cancel(Command.CancelJob command) {
        OpenJob job = state.open(command.job());
        if (job == null) {
            RegionState.EndedJob ended = state.ended(command.job());
            return ended != null && ended.state() == JobState.CANCELLED
                    ? Result.done()
                    : Result.rejected(whyNotOpen(ended));
        }
        if (job.state() == JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_PICKED_UP);
        }
        if (job.state() == JobState.OFFERED) {
            withdrawOfferTo(state.roster().at(job.driverSlot()), WithdrawalReason.JOB_CANCELLED);
        }
        endSwap(job, OfferOutcome.WITHDRAWN);
        emit(
                new Event.JobCancelled(
                        nextSeq(),
                        nowMillis,
                        job.version() + 1,
                        job.id(),
                        command.by(),
                        command.reason()));
        return Result.done();
    }

    private Result accept(DriverId id, long offerId) {
        Driver driver = hear(id);
        if (driver == null) {
            return unknownDriver();
        }
        Offer offer = state.offers().live(offerId);
        if (offer == null) {
            return answerToEnded(driver, offerId, Rejection.OFFER_ACCEPTED);
        }
        if (!offer.driver().equals(id)) {
            return Result.rejected(Rejection.OFFER_NOT_YOURS);
        }
        if (nowMillis > offer.expiresAtMillis()) {
            expire(offer);
            return Result.rejected(Rejection.OFFER_EXPIRED);
        }
        OpenJob job = openJobOf(offer);
        if (job.swapOfferId() == offerId) {
            giveWay(job);
        }
        emit(
                new Event.OfferAccepted(
                        nextSeq(), nowMillis, job.version() + 1, job.id(), offerId, id));
        unqueue(driver, UnqueuedReason.JOB);
        return Result.done();
    }

    private Result decline(DriverId id, long offerId) {
        Driver driver = hear(id);
        if (driver == null) {
            return unknownDriver();
        }
        Offer offer = state.offers().live(offerId);
        if (offer == null) {
            return answerToEnded(driver, offerId, Rejection.OFFER_DECLINED);
        }
        if (!offer.driver().equals(id)) {
            return Result.rejected(Rejection.OFFER_NOT_YOURS);
        }
        if (nowMillis > offer.expiresAtMillis()) {
            expire(offer);
            return Result.rejected(Rejection.OFFER_EXPIRED);
        }
        OpenJob job = openJobOf(offer);
        if (job.swapOfferId() == offerId) {
            endSwap(job, OfferOutcome.DECLINED);
            return Result.done();
        }
        emit(
                new Event.OfferDeclined(
                        nextSeq(), nowMillis, job.version() + 1, job.id(), offerId, id));
        prompt(job);
        return Result.done();
    }

    /// @param asWanted how the offer ended if this answer was given before; then it is repeated
    private Result answerToEnded(Driver driver, long offerId, Rejection asWanted) {
        OfferBook.Ended ended = state.offers().ended(offerId);
        if (ended == null) {
            return Result.rejected(Rejection.UNKNOWN_OFFER);
        }
        if (ended.slot() != driver.slot()) {
            return Result.rejected(Rejection.OFFER_NOT_YOURS);
        }
        Rejection how =
                switch (ended.outcome()) {
                    case ACCEPTED -> Rejection.OFFER_ACCEPTED;
                    case DECLINED -> Rejection.OFFER_DECLINED;
                    case EXPIRED -> Rejection.OFFER_EXPIRED;
                    case WITHDRAWN -> Rejection.OFFER_WITHDRAWN;
                };
        return how == asWanted ? Result.done() : Result.rejected(how);
    }

    private interface StepOfJob {

        Result take(Driver driver, OpenJob job);
    }

    private Result onHeldJob(DriverId id, JobId jobId, StepOfJob step) {
        Driver driver = hear(id);
        if (driver == null) {
            return unknownDriver();
        }
        OpenJob job = state.open(jobId);
        if (job == null) {
            RegionState.EndedJob ended = state.ended(jobId);
            boolean repeated =
                    ended != null
                            && ended.slot() == driver.slot()
                            && ended.state() == JobState.COMPLETED;
            return repeated ? Result.done() : Result.rejected(whyNotOpen(ended));
        }
        if (!job.state().held() || job.driverSlot() != driver.slot()) {
            return Result.rejected(Rejection.JOB_NOT_YOURS);
        }
        return step.take(driver, job);
    }

    private Result arrive(Driver driver, OpenJob job) {
        if (job.state() == JobState.ASSIGNED) {
            endSwap(job, OfferOutcome.WITHDRAWN);
            emit(
                    new Event.DriverArrived(
                            nextSeq(), nowMillis, job.version() + 1, job.id(), driver.id()));
        }
        return Result.done();
    }

    private Result pickUp(Driver driver, OpenJob job) {
        if (job.state() != JobState.PICKED_UP) {
            endSwap(job, OfferOutcome.WITHDRAWN);
            emit(
                    new Event.JobPickedUp(
                            nextSeq(), nowMillis, job.version() + 1, job.id(), driver.id()));
        }
        return Result.done();
    }

    private Result complete(Driver driver, OpenJob job) {
        if (job.state() != JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_NOT_PICKED_UP);
        }
        emit(
                new Event.JobCompleted(
                        nextSeq(), nowMillis, job.version() + 1, job.id(), driver.id()));
        return Result.done();
    }

    private Result release(Driver driver, OpenJob job) {
        if (job.state() == JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_PICKED_UP);
        }
        release(job, driver, ReleaseReason.DRIVER);
        return Result.done();
    }

    private Result tick() {
        for (Offer late = state.offers().nextExpired(nowMillis);
                late != null;
                late = state.offers().nextExpired(nowMillis)) {
            expire(late);
        }
        silence.check(nowMillis, this::fellSilent);
        startDueJobs();
        if (guide != null) {
            guide.hintsAt(nowMillis).forEach(watcher::hinted);
        }
        if (nowMillis >= nextRoundMillis) {
            nextRoundMillis = nowMillis + config.roundMillis();
            giveUpOldJobs();
            endLateSwaps();
            for (Event.OfJob made : matchmaker.hold(nowMillis, nextSeq())) {
                emit(made);
            }
        }
        return Result.done();
    }

    private void startDueJobs() {
        for (OpenJob job : state.dueBy(nowMillis)) {
            emit(new Event.JobBecameDue(nextSeq(), nowMillis, job.version() + 1, job.id()));
        }
    }

    private void giveUpOldJobs() {
        List<OpenJob> old = new ArrayList<>();
        for (OpenJob job : state.pending()) {
            if (nowMillis - job.pendingSinceMillis() > config.maxWaitMillis()) {
                old.add(job);
            }
        }
        for (OpenJob job : old) {
            UnmatchedReason reason =
                    Objects.requireNonNull(job.unmatchedReason(), "a waiting job has a reason");
            emit(
                    new Event.JobUnfulfilled(
                            nextSeq(), nowMillis, job.version() + 1, job.id(), reason));
        }
    }

    private void fellSilent(Driver driver) {
        watcher.driverChanged(driver);
        long silent = nowMillis - driver.heardAtMillis();
        if (driver.liveness() == Liveness.GONE) {
            withdrawOfferTo(driver, WithdrawalReason.DRIVER_GONE);
            unqueue(driver, UnqueuedReason.UNREACHABLE);
        }
        if (silent > config.releaseMillis() && driver.state() == DriverState.ON_JOB) {
            releaseAllOf(driver);
        }
        if (silent > config.unreachableMillis() && driver.state() == DriverState.IDLE) {
            emit(
                    new Event.DriverWentOffline(
                            nextSeq(), nowMillis, driver.id(), OfflineReason.UNREACHABLE));
        }
    }

    private void releaseAllOf(Driver driver) {
        List<OpenJob> waiting = new ArrayList<>();
        for (OpenJob job : state.heldBy(driver)) {
            if (job.state() != JobState.PICKED_UP) {
                waiting.add(job);
            }
        }
        waiting.sort((a, b) -> Long.compare(a.order(), b.order()));
        for (OpenJob job : waiting) {
            release(job, driver, ReleaseReason.DRIVER_GONE);
        }
    }

    private void release(OpenJob job, Driver driver, ReleaseReason reason) {
        endSwap(job, OfferOutcome.WITHDRAWN);
        emit(
                new Event.JobReleased(
                        nextSeq(),
                        nowMillis,
                        job.version() + 1,
                        job.id(),
                        driver.id(),
                        reason,
                        null));
    }

    /// The driver of a job gives way to the one who has just accepted to take it over.
    private void giveWay(OpenJob job) {
        OfferBook.Ended accepted = state.offers().ended(job.offerId());
        emit(
                new Event.JobReleased(
                        nextSeq(),
                        nowMillis,
                        job.version() + 1,
                        job.id(),
                        state.roster().at(job.driverSlot()).id(),
                        ReleaseReason.BETTER_MATCH,
                        matchmaker.wayDriven(
                                job, accepted == null ? null : accepted.offer(), nowMillis)));
    }

    /// Ends a live offer to take this job over, if there is one.
    private void endSwap(OpenJob job, OfferOutcome how) {
        if (job.swapOfferId() != 0) {
            emit(
                    new Event.SwapEnded(
                            nextSeq(),
                            nowMillis,
                            job.version() + 1,
                            job.id(),
                            job.swapOfferId(),
                            state.roster().at(job.swapSlot()).id(),
                            state.roster().at(job.driverSlot()).id(),
                            how));
        }
    }

    /// Who has come near his pickup keeps the job.
    private void endLateSwaps() {
        List<OpenJob> late = new ArrayList<>();
        for (OpenJob job : state.assigned()) {
            if (job.swapOfferId() != 0 && matchmaker.near(job, nowMillis)) {
                late.add(job);
            }
        }
        for (OpenJob job : late) {
            endSwap(job, OfferOutcome.WITHDRAWN);
        }
    }

    private void prompt(@Nullable OpenJob job) {
        if (job != null
                && job.state() == JobState.PENDING
                && config.revision().promptMillis() > 0) {
            // Between ticks nobody has looked yet who fell silent.
            silence.check(nowMillis, this::fellSilent);
            Event.OfJob offer = matchmaker.prompt(job, nowMillis, nextSeq());
            if (offer != null) {
                emit(offer);
            }
        }
    }

    /// A free driver moved: he may have come into a line, or left it.
    private void lineUp(Driver driver) {
        Lines lines = state.lines();
        if (lines.isEmpty() || driver.state() == DriverState.ON_JOB) {
            return;
        }
        switch (lines.moved(driver, nowMillis)) {
            case STAYS -> {}
            case JOINS ->
                    emit(
                            new Event.DriverQueued(
                                    nextSeq(), nowMillis, driver.id(), lines.zoneAt(driver)));
            case LEAVES -> unqueue(driver, UnqueuedReason.LEFT);
        }
    }

    private void unqueue(Driver driver, UnqueuedReason reason) {
        String zone = state.lines().zoneOf(driver.slot());
        if (zone != null) {
            emit(new Event.DriverUnqueued(nextSeq(), nowMillis, driver.id(), zone, reason));
        }
    }

    private void expire(Offer offer) {
        OpenJob job = openJobOf(offer);
        if (job.swapOfferId() == offer.id()) {
            endSwap(job, OfferOutcome.EXPIRED);
            return;
        }
        emit(
                new Event.OfferExpired(
                        nextSeq(),
                        nowMillis,
                        job.version() + 1,
                        job.id(),
                        offer.id(),
                        offer.driver()));
    }

    private void withdrawOfferTo(Driver driver, WithdrawalReason reason) {
        Offer offer = state.offers().liveTo(driver.slot());
        if (offer != null) {
            OpenJob job = openJobOf(offer);
            if (job.swapOfferId() == offer.id()) {
                endSwap(job, OfferOutcome.WITHDRAWN);
                return;
            }
            emit(
                    new Event.OfferWithdrawn(
                            nextSeq(),
                            nowMillis,
                            job.version() + 1,
                            job.id(),
                            offer.id(),
                            driver.id(),
                            reason));
        }
    }

    /// Notes that something arrived from the driver; null if nobody has this name.
    private @Nullable Driver hear(DriverId id) {
        Driver driver = state.roster().find(id);
        if (driver != null) {
            reports.hear(driver, nowMillis);
        }
        return driver;
    }

    private void fold(Snapshot snapshot, long atMillis) {
        nowMillis = atMillis;
        for (Snapshot.KnownDriver known : snapshot.drivers()) {
            state.apply(new Event.DriverRegistered(0, atMillis, known.profile()));
            state.apply(
                    new Event.DriverWentOnline(
                            0,
                            atMillis,
                            known.profile().id(),
                            known.availability(),
                            known.limits()));
            String zone = known.queue();
            if (zone != null) {
                state.apply(
                        new Event.DriverQueued(
                                known.queuedSeq(), atMillis, known.profile().id(), zone));
            }
        }
        state.legs().restore(snapshot.speeds());
        // Everybody is on duty while the jobs' histories are applied, as he was when they happened.
        for (Event.OfJob event : snapshot.openJobs()) {
            state.apply(event);
        }
        for (Snapshot.KnownDriver known : snapshot.drivers()) {
            DriverId id = known.profile().id();
            if (known.onDuty()) {
                reports.watch(Objects.requireNonNull(hear(id), "just registered"));
            } else {
                state.apply(new Event.DriverWentOffline(0, atMillis, id, OfflineReason.DRIVER));
            }
        }
        state.legs().learn();
        state.continueFrom(snapshot.lastSeq());
    }

    private void emit(Event event) {
        state.apply(event);
        hash.add(event);
        sink.accept(event);
    }

    private long nextSeq() {
        return state.lastSeq() + 1;
    }

    private OpenJob openJobOf(Offer offer) {
        return Objects.requireNonNull(state.open(offer.job()), "the job of a live offer is open");
    }

    private static Result unknownDriver() {
        return Result.rejected(Rejection.UNKNOWN_DRIVER);
    }

    private static Rejection whyNotOpen(RegionState.@Nullable EndedJob ended) {
        if (ended == null) {
            return Rejection.UNKNOWN_JOB;
        }
        return switch (ended.state()) {
            case COMPLETED -> Rejection.JOB_COMPLETED;
            case CANCELLED -> Rejection.JOB_CANCELLED;
            default -> Rejection.JOB_UNFULFILLED;
        };
    }
}
