package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.SpeedEntry;

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

    private final Watcher watcher;
    private final RegionState state;
    private final Outlook outlook;
    private final Journal journal;
    private final PhoneReports reports;
    private final @Nullable Guide guide;
    private final OfferEnds ends;
    private final LostDrivers lost;
    private final Rounds rounds;
    private final Duty duty;
    private final Intake intake;
    private final Answers answers;
    private final Steps steps;
    private final Imaging imaging;
    private final SnapshotFold past;
    private final NearestDrivers nearest = new NearestDrivers();

    /// A region where nothing has happened yet.
    ///
    /// @param config what policies leave open
    /// @param policy in force until a [Command.ChangePolicy] puts another in its place
    public Dispatcher(DispatchConfig config, Policy policy, Watcher watcher) {
        this(config, new Ruling(config, policy, policy.code()), watcher);
    }

    /// The same with code of one's own in place of a policy, not shared with another dispatcher.
    public Dispatcher(DispatchConfig config, MatchingPolicy code, Watcher watcher) {
        this(config, new Ruling(config, null, code), watcher);
    }

    private Dispatcher(DispatchConfig config, Ruling ruling, Watcher watcher) {
        this.watcher = watcher;
        this.state = new RegionState(config, ruling, watcher);
        this.journal = new Journal(state);
        this.guide = config.hints() == null ? null : new Guide(config, state, config.hints());
        this.outlook = new Outlook(state);
        Sharing sharing = new Sharing(state);
        OfferWriter writer = new OfferWriter(state, outlook, sharing);
        Matchmaker matchmaker = new Matchmaker(state, outlook, sharing, writer, watcher);
        SilenceWatch silence = new SilenceWatch(config, state.roster());
        Queueing queueing = new Queueing(state, journal);
        this.reports = new PhoneReports(state, silence, watcher, queueing::lineUp);
        this.ends = new OfferEnds(state, journal, outlook, writer);
        this.steps = new Steps(state, journal, reports, ends);
        this.lost = new LostDrivers(config, journal, silence, ends, queueing, steps, watcher);
        this.rounds = new Rounds(state, journal, matchmaker, ends, lost);
        this.duty = new Duty(state, journal, reports, ends, queueing);
        this.intake = new Intake(config, state, journal, ends, rounds, guide);
        this.answers = new Answers(state, journal, reports, ends, queueing);
        this.imaging = new Imaging(state, journal, silence, rounds);
        this.past = new SnapshotFold(state, journal, reports);
    }

    /// A region that goes on from what was committed. Every driver on duty counts as heard at
    /// `nowMillis`: phones get the usual time to come back. Offers keep their deadlines.
    ///
    /// @param policy in force where the snapshot names none
    public static Dispatcher restore(
            DispatchConfig config,
            Policy policy,
            Watcher watcher,
            Snapshot snapshot,
            long nowMillis) {
        Dispatcher dispatcher = new Dispatcher(config, policy, watcher);
        dispatcher.past.fold(snapshot, nowMillis);
        return dispatcher;
    }

    /// A region that goes on from an image as if it were the one that it was taken of.
    ///
    /// @param config that region's
    /// @param policy with which that region began
    public static Dispatcher restore(
            DispatchConfig config, Policy policy, Watcher watcher, Image image) {
        Dispatcher dispatcher = new Dispatcher(config, policy, watcher);
        dispatcher.imaging.restore(image);
        return dispatcher;
    }

    /// The same with code of one's own in place of a policy.
    public static Dispatcher restore(
            DispatchConfig config,
            MatchingPolicy code,
            Watcher watcher,
            Snapshot snapshot,
            long nowMillis) {
        Dispatcher dispatcher = new Dispatcher(config, code, watcher);
        dispatcher.past.fold(snapshot, nowMillis);
        return dispatcher;
    }

    /// Carries out a command.
    ///
    /// @param events is given each event that follows, in order, already applied
    public Result handle(Command command, Consumer<Event> events) {
        journal.begin(command.atMillis(), events);
        Result result = carryOut(command);
        rounds.promptReturned();
        return result;
    }

    /// Everything that this dispatcher is now; between two commands.
    public Image image() {
        return imaging.take();
    }

    /// The configuration with the parameters of the policy in force.
    public DispatchConfig config() {
        return state.ruling().config();
    }

    /// The policy in force; null in a region that was begun with code of its owner's.
    public @Nullable Policy policy() {
        return state.ruling().policy();
    }

    /// By which the policy in force came so; null for the one that the region began with.
    public Event.@Nullable PolicyChanged policyChange() {
        return state.ruling().change();
    }

    /// The latest command's time, epoch milliseconds.
    public long nowMillis() {
        return journal.nowMillis();
    }

    /// The latest event's number.
    public long lastSeq() {
        return state.lastSeq();
    }

    /// A fingerprint of everything decided since this object began; equal for equal commands on
    /// every JVM. Sixteen hexadecimal digits.
    public String decisionHash() {
        return journal.hash();
    }

    public Roster roster() {
        return state.roster();
    }

    public @Nullable OpenJob openJob(JobId id) {
        return state.open(id);
    }

    /// Every job that has not ended, in no particular order.
    public Collection<OpenJob> openJobs() {
        return state.jobs().open();
    }

    /// The lines of drivers who wait in zones.
    public Lines lines() {
        return state.lines();
    }

    public @Nullable Offer liveOffer(long id) {
        return state.offers().live(id);
    }

    /// How many offers wait for their answer.
    public int liveOffers() {
        return state.offers().size();
    }

    public @Nullable Offer liveOfferTo(Driver driver) {
        return state.offers().liveTo(driver.slot());
    }

    /// The jobs that the driver holds, in order of acceptance.
    public List<OpenJob> jobsOf(Driver driver) {
        return state.heldBy(driver);
    }

    /// What is ahead of the driver in the order in which he shall serve it, next first.
    public List<Stop> stopsOf(Driver driver) {
        return state.stopsOf(driver);
    }

    /// When the driver of an assigned job is expected at its pickup, his other stops before it
    /// included; epoch milliseconds, 0 while nobody knows where he is.
    public long pickupEtaMillis(OpenJob job) {
        boolean known =
                job.state() == JobState.ASSIGNED
                        && state.roster().at(job.driverSlot()).hasPosition();
        return known ? nowMillis() + outlook.pickupMillis(job, nowMillis()) : 0;
    }

    /// What has been learned of speeds, for whoever keeps it over a restart; empty when nothing is
    /// to be learned.
    public List<SpeedEntry> learnedSpeeds() {
        return state.legs().entries();
    }

    /// What is remembered of what drivers were paid, for whoever keeps it over a restart; empty
    /// while no policy asks for it.
    ///
    /// @param fromMillis only of those to whom something was added since then, epoch milliseconds
    public List<Income> incomes(long fromMillis) {
        return state.incomes().since(fromMillis, nowMillis());
    }

    /// How much incomes weigh, and what that costs.
    public Fairness fairness() {
        return state.incomes().fairness(nowMillis());
    }

    /// What has been learned of how offers end, for whoever keeps it over a restart.
    public List<AcceptanceEntry> learnedAcceptance() {
        return state.responses().acceptance().entries();
    }

    /// The share of drivers who are expected to accept an offer like this one, by what has been
    /// learned so far, in thousandths.
    public int acceptancePermille(Offer offer, JobKind kind) {
        return state.responses()
                .acceptance()
                .permille(Responses.row(kind, offer), offer.pickupMillis());
    }

    /// How much is kept in memory.
    public Sizes sizes() {
        return new Sizes(
                state.roster().size(),
                state.roster().size() - driversIn(DriverState.OFFLINE),
                state.jobs().open().size(),
                state.jobs().endedSize(),
                state.offers().size(),
                state.offers().endedSize());
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

    private Result carryOut(Command command) {
        return switch (command) {
            case Command.RegisterDriver register -> duty.register(register);
            case Command.GoOnline online -> duty.goOnline(online);
            case Command.GoOffline(_, DriverId driver) -> duty.goOffline(driver);
            case Command.PauseDriver pause -> duty.pause(pause);
            case Command.ResumeDriver resume -> duty.resume(resume);
            case Command.ReportFix fix -> duty.reportFix(fix);
            case Command.ReportFixes(_, FixBatch fixes) -> {
                reports.fixes(fixes, journal.nowMillis());
                yield Result.done();
            }
            case Command.CompareClocks(_, DriverId driver, long phoneMillis) ->
                    duty.compareClocks(driver, phoneMillis);
            case Command.Heartbeat(_, DriverId driver) -> duty.heartbeat(driver);
            case Command.SubmitJob submit -> intake.submit(submit);
            case Command.GiveReach(_, JobId job, Reach reach) -> intake.giveReach(job, reach);
            case Command.CancelJob cancel -> intake.cancel(cancel);
            case Command.AcceptOffer(_, DriverId driver, long offer) ->
                    answers.accept(driver, offer);
            case Command.DeclineOffer(_, DriverId driver, long offer) ->
                    answers.decline(driver, offer);
            case Command.ArriveAtPickup(_, DriverId driver, JobId job) -> steps.arrive(driver, job);
            case Command.PickUpJob(_, DriverId driver, JobId job) -> steps.pickUp(driver, job);
            case Command.CompleteJob(_, DriverId driver, JobId job) -> steps.complete(driver, job);
            case Command.ReleaseJob(_, DriverId driver, JobId job) -> steps.release(driver, job);
            case Command.ChangePolicy change -> changePolicy(change);
            case Command.StopOffering _ -> rounds.stopOffering();
            case Command.Tick _ -> tick();
        };
    }

    private Result changePolicy(Command.ChangePolicy command) {
        Event.PolicyChanged last = state.ruling().change();
        boolean repeated =
                last != null
                        && last.policy().equals(command.policy())
                        && last.by().equals(command.by())
                        && last.reason().equals(command.reason())
                        && Objects.equals(last.grounds(), command.grounds());
        if (repeated) {
            return Result.done();
        }
        Long replaces = command.replaces();
        if (replaces != null && replaces != (last == null ? 0 : last.seq())) {
            return Result.rejected(Rejection.POLICY_CHANGED);
        }
        journal.write(
                new Event.PolicyChanged(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        command.policy(),
                        command.by(),
                        command.reason(),
                        command.grounds()));
        rounds.hasten();
        return Result.done();
    }

    private Result tick() {
        ends.expireLate();
        lost.check();
        rounds.startDueJobs();
        if (guide != null) {
            guide.hintsAt(journal.nowMillis()).forEach(watcher::hinted);
        }
        rounds.hold();
        return Result.done();
    }
}
