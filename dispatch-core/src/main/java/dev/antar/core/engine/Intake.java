package dev.antar.core.engine;

import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Terms;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.travel.Reach;
import dev.antar.core.zone.Zones;

import org.jspecify.annotations.Nullable;

/// Jobs come in, and are called off.
final class Intake {

    private final DispatchConfig config;
    private final RegionState state;
    private final Journal journal;
    private final OfferEnds ends;
    private final Rounds rounds;
    private final @Nullable Guide guide;

    Intake(
            DispatchConfig config,
            RegionState state,
            Journal journal,
            OfferEnds ends,
            Rounds rounds,
            @Nullable Guide guide) {
        this.config = config;
        this.state = state;
        this.journal = journal;
        this.ends = ends;
        this.rounds = rounds;
        this.guide = guide;
    }

    Result submit(Command.SubmitJob command) {
        JobId id = command.job().id();
        if (state.open(id) != null || state.jobs().ended(id) != null) {
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
        if (comesTooLate(command)) {
            return Result.rejected(Rejection.MOMENT_PAST);
        }
        if (promisesTooMuch(command.job(), command.reach())) {
            return Result.rejected(Rejection.PROMISE_IMPOSSIBLE);
        }
        long dueAtMillis = command.job().dueAtMillis(state.ruling().config().leadMillis());
        journal.write(
                new Event.JobSubmitted(
                        journal.nextSeq(), journal.nowMillis(), 1, command.job(), dueAtMillis));
        if (guide != null) {
            guide.asked(command.job(), journal.nowMillis());
        }
        Reach reach = command.reach();
        if (reach != null) {
            giveReach(id, reach);
        }
        rounds.prompt(state.open(id));
        return Result.done();
    }

    Result giveReach(JobId id, Reach reach) {
        OpenJob job = state.open(id);
        if (job == null) {
            return Result.rejected(state.jobs().whyNotOpen(id));
        }
        if (job.state() != JobState.PICKED_UP) {
            state.approaches().put(job, reach);
        }
        return Result.done();
    }

    /// By when it came, not by when it is carried out: what was in time is not refused for having
    /// waited.
    private static boolean comesTooLate(Command.SubmitJob command) {
        Terms terms = command.job().terms();
        return isBefore(terms.pickupAtMillis(), command.atMillis())
                || isBefore(terms.dropoffByMillis(), command.atMillis());
    }

    private static boolean isBefore(long moment, long atMillis) {
        return moment != Terms.NOW && moment < atMillis;
    }

    private boolean promisesTooMuch(Job job, @Nullable Reach reach) {
        Terms terms = job.terms();
        if (terms.dropoffByMillis() == Terms.NOW) {
            return false;
        }
        long pickedUp = Math.max(journal.nowMillis(), terms.notBeforeMillis());
        int trip =
                reach == null || reach.trouble() != null
                        ? state.legs().travelTimes().millis(job.pickup(), job.dropoff(), pickedUp)
                        : reach.tripMillis();
        return pickedUp + trip > terms.dropoffByMillis();
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

    Result cancel(Command.CancelJob command) {
        OpenJob job = state.open(command.job());
        if (job == null) {
            JobBook.EndedJob ended = state.jobs().ended(command.job());
            return ended != null && ended.state() == JobState.CANCELLED
                    ? Result.done()
                    : Result.rejected(state.jobs().whyNotOpen(command.job()));
        }
        if (job.state() == JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_PICKED_UP);
        }
        if (job.state() == JobState.OFFERED) {
            ends.withdrawOfferTo(
                    state.roster().at(job.driverSlot()), WithdrawalReason.JOB_CANCELLED);
        }
        ends.endSwap(job, OfferOutcome.WITHDRAWN);
        journal.write(
                new Event.JobCancelled(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        command.by(),
                        command.reason()));
        return Result.done();
    }
}
