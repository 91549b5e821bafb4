package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.OfferOutcome;

import java.util.ArrayList;
import java.util.List;

/// A driver's steps along the jobs that he holds, and the ways to lose them. A step that was taken
/// before is taken again without effect.
final class Steps {

    private interface StepOfJob {

        Result take(Driver driver, OpenJob job);
    }

    private final RegionState state;
    private final Journal journal;
    private final PhoneReports reports;
    private final OfferEnds ends;

    Steps(RegionState state, Journal journal, PhoneReports reports, OfferEnds ends) {
        this.state = state;
        this.journal = journal;
        this.reports = reports;
        this.ends = ends;
    }

    Result arrive(DriverId driver, JobId job) {
        return of(driver, job, this::arrive);
    }

    Result pickUp(DriverId driver, JobId job) {
        return of(driver, job, this::pickUp);
    }

    Result complete(DriverId driver, JobId job) {
        return of(driver, job, this::complete);
    }

    /// Whoever has given the job up may say so again.
    Result release(DriverId driver, JobId job) {
        Result result = of(driver, job, this::release);
        OpenJob open = state.open(job);
        Driver known = state.roster().find(driver);
        boolean repeated =
                result instanceof Result.Rejected(Rejection reason)
                        && reason == Rejection.JOB_NOT_YOURS
                        && open != null
                        && known != null
                        && open.refusedBy(known.slot());
        return repeated ? Result.done() : result;
    }

    /// Takes from a driver whom nobody can reach what he has not picked up.
    void releaseAllOf(Driver driver) {
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

    private Result of(DriverId id, JobId jobId, StepOfJob step) {
        Driver driver = reports.hear(id, journal.nowMillis());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        OpenJob job = state.open(jobId);
        if (job == null) {
            JobBook.EndedJob ended = state.jobs().ended(jobId);
            return ended == null
                    ? Result.rejected(Rejection.UNKNOWN_JOB)
                    : Endings.ofJob(ended.slot() == driver.slot(), ended.state());
        }
        if (!job.state().held() || job.driverSlot() != driver.slot()) {
            return Result.rejected(Rejection.JOB_NOT_YOURS);
        }
        return step.take(driver, job);
    }

    private Result arrive(Driver driver, OpenJob job) {
        if (job.state() == JobState.ASSIGNED) {
            ends.endSwap(job, OfferOutcome.WITHDRAWN);
            journal.write(
                    new Event.DriverArrived(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            job.version() + 1,
                            job.id(),
                            driver.id()));
        }
        return Result.done();
    }

    private Result pickUp(Driver driver, OpenJob job) {
        if (job.state() != JobState.PICKED_UP) {
            if (!fitsAboard(driver, job)) {
                return Result.rejected(Rejection.OTHER_JOB_ABOARD);
            }
            ends.endSwap(job, OfferOutcome.WITHDRAWN);
            journal.write(
                    new Event.JobPickedUp(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            job.version() + 1,
                            job.id(),
                            driver.id()));
        }
        return Result.done();
    }

    /// Whoever has taken the next job still has one to bring home first, unless both may be shared
    /// and there is room.
    private boolean fitsAboard(Driver driver, OpenJob job) {
        int load = Sharing.load(job.job());
        int aboard = 0;
        for (OpenJob held : state.heldBy(driver)) {
            if (held.state() != JobState.PICKED_UP) {
                continue;
            }
            boolean together =
                    held.job().terms().shared()
                            && job.job().terms().shared()
                            && held.job().kind() == job.job().kind();
            load += Sharing.load(held.job());
            if (!together
                    || load > driver.profile().seats()
                    || ++aboard >= driver.profile().capacity()) {
                return false;
            }
        }
        return true;
    }

    private Result complete(Driver driver, OpenJob job) {
        if (job.state() != JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_NOT_PICKED_UP);
        }
        journal.write(
                new Event.JobCompleted(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        driver.id()));
        return Result.done();
    }

    private Result release(Driver driver, OpenJob job) {
        if (job.state() == JobState.PICKED_UP) {
            return Result.rejected(Rejection.JOB_PICKED_UP);
        }
        release(job, driver, ReleaseReason.DRIVER);
        return Result.done();
    }

    private void release(OpenJob job, Driver driver, ReleaseReason reason) {
        ends.endSwap(job, OfferOutcome.WITHDRAWN);
        journal.write(
                new Event.JobReleased(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        driver.id(),
                        reason,
                        null));
    }
}
