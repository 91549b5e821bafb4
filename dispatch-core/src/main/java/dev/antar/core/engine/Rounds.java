package dev.antar.core.engine;

import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Proposes jobs to drivers: in rounds, and at once where nobody competes. Begins the search for
/// jobs that are due and gives up those that waited too long.
final class Rounds {

    private final RegionState state;
    private final Journal journal;
    private final Matchmaker matchmaker;
    private final OfferEnds ends;
    private final LostDrivers lost;
    private long nextRoundMillis;
    private boolean offering = true;

    Rounds(
            RegionState state,
            Journal journal,
            Matchmaker matchmaker,
            OfferEnds ends,
            LostDrivers lost) {
        this.state = state;
        this.journal = journal;
        this.matchmaker = matchmaker;
        this.ends = ends;
        this.lost = lost;
    }

    long nextRoundMillis() {
        return nextRoundMillis;
    }

    /// Whether anything is offered.
    boolean offering() {
        return offering;
    }

    /// Goes on from an image.
    void restore(long nextMillis, boolean stillOffering) {
        nextRoundMillis = nextMillis;
        offering = stillOffering;
    }

    /// Offers nothing from now on.
    Result stopOffering() {
        offering = false;
        return Result.done();
    }

    /// Holds a round if one is due.
    void hold() {
        if (journal.nowMillis() < nextRoundMillis) {
            return;
        }
        nextRoundMillis = journal.nowMillis() + state.ruling().config().roundMillis();
        if (!offering) {
            ends.endLateSwaps();
            return;
        }
        giveUpOldJobs();
        ends.endLateSwaps();
        for (Event.OfJob made : matchmaker.hold(journal.nowMillis(), journal.nextSeq())) {
            journal.write(made);
        }
        journal.returned().clear();
    }

    /// Offers what has come back to wait since the last command, where that is as good as a round.
    void promptReturned() {
        List<OpenJob> returned = journal.returned();
        // Looking who has fallen silent may bring more.
        for (int i = 0; i < returned.size(); i++) {
            prompt(returned.get(i));
        }
        returned.clear();
    }

    /// The next tick holds a round, whenever the last was.
    void hasten() {
        nextRoundMillis = journal.nowMillis();
    }

    /// Offers a job that has just begun to wait at once, if that is as good as a round.
    void prompt(@Nullable OpenJob job) {
        if (offering
                && job != null
                && job.state() == JobState.PENDING
                && state.ruling().config().revision().promptMillis() > 0) {
            // Between ticks nobody has looked yet who fell silent.
            lost.check();
            Event.OfJob offer = matchmaker.prompt(job, journal.nowMillis(), journal.nextSeq());
            if (offer != null) {
                journal.write(offer);
            }
        }
    }

    void startDueJobs() {
        for (OpenJob job : state.jobs().dueBy(journal.nowMillis())) {
            journal.write(
                    new Event.JobBecameDue(
                            journal.nextSeq(), journal.nowMillis(), job.version() + 1, job.id()));
        }
    }

    /// Those that waited too long, and those whose promise nobody can keep any more.
    private void giveUpOldJobs() {
        int longestMillis = state.ruling().config().maxWaitMillis();
        List<OpenJob> old = new ArrayList<>();
        for (OpenJob job : state.jobs().pending()) {
            long waited = journal.nowMillis() - job.waitsSinceMillis();
            if (waited > longestMillis || state.approaches().tooLate(job, journal.nowMillis())) {
                old.add(job);
            }
        }
        for (OpenJob job : old) {
            UnmatchedReason reason =
                    state.approaches().tooLate(job, journal.nowMillis())
                            ? UnmatchedReason.PROMISE_OUT_OF_REACH
                            : Objects.requireNonNull(
                                    job.unmatchedReason(), "a waiting job has a reason");
            journal.write(
                    new Event.JobUnfulfilled(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            job.version() + 1,
                            job.id(),
                            reason));
        }
    }
}
