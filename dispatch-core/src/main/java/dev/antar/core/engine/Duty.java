package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Pause;

/// What drivers do outside of jobs: become known, come and go, report where they are; and what a
/// human does to them: pause them, and let them work again.
final class Duty {

    private final RegionState state;
    private final Journal journal;
    private final PhoneReports reports;
    private final OfferEnds ends;
    private final Queueing queueing;

    Duty(
            RegionState state,
            Journal journal,
            PhoneReports reports,
            OfferEnds ends,
            Queueing queueing) {
        this.state = state;
        this.journal = journal;
        this.reports = reports;
        this.ends = ends;
        this.queueing = queueing;
    }

    Result register(Command.RegisterDriver command) {
        try {
            state.skills().bitsOf(command.profile().skills());
        } catch (IllegalArgumentException _) {
            return Result.rejected(Rejection.UNKNOWN_SKILL);
        }
        Driver known = state.roster().find(command.profile().id());
        DriverProfile profile = command.profile();
        if (known != null && known.state() == DriverState.ON_JOB) {
            // What he holds must still have a place; the next time he comes, he may have fewer.
            profile = profile.withCapacityOfAtLeast(known.profile().capacity());
        }
        if (known == null || !known.profile().equals(profile)) {
            journal.write(
                    new Event.DriverRegistered(journal.nextSeq(), journal.nowMillis(), profile));
        }
        reports.hear(command.profile().id(), journal.nowMillis());
        return Result.done();
    }

    Result goOnline(Command.GoOnline command) {
        Driver driver = state.roster().find(command.driver());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        boolean asBefore =
                driver.onDuty()
                        && driver.availability().equals(command.availability())
                        && driver.limits().equals(command.limits());
        if (!asBefore) {
            journal.write(
                    new Event.DriverWentOnline(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            driver.id(),
                            command.availability(),
                            command.limits()));
        }
        reports.hear(driver, journal.nowMillis());
        reports.watch(driver);
        return Result.done();
    }

    Result goOffline(DriverId id) {
        Driver driver = reports.hear(id, journal.nowMillis());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        return switch (driver.state()) {
            case OFFLINE -> Result.done();
            case ON_JOB -> Result.rejected(Rejection.DRIVER_ON_JOB);
            case IDLE, OFFERED -> {
                ends.withdrawOfferTo(driver, WithdrawalReason.DRIVER_OFFLINE);
                queueing.unqueue(driver, UnqueuedReason.OFFLINE);
                journal.write(
                        new Event.DriverWentOffline(
                                journal.nextSeq(),
                                journal.nowMillis(),
                                driver.id(),
                                OfflineReason.DRIVER));
                yield Result.done();
            }
        };
    }

    Result pause(Command.PauseDriver command) {
        Driver driver = state.roster().find(command.driver());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        Pause before = driver.pause();
        boolean asBefore =
                before != null
                        && before.by().equals(command.by())
                        && before.reason().equals(command.reason());
        if (!asBefore) {
            ends.withdrawOfferTo(driver, WithdrawalReason.DRIVER_PAUSED);
            queueing.unqueue(driver, UnqueuedReason.PAUSED);
            journal.write(
                    new Event.DriverPaused(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            driver.id(),
                            command.by(),
                            command.reason()));
        }
        return Result.done();
    }

    Result resume(Command.ResumeDriver command) {
        Driver driver = state.roster().find(command.driver());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        if (driver.paused()) {
            journal.write(
                    new Event.DriverResumed(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            driver.id(),
                            command.by(),
                            command.reason()));
            queueing.lineUp(driver);
        }
        return Result.done();
    }

    Result reportFix(Command.ReportFix command) {
        Driver driver = reports.hear(command.driver(), journal.nowMillis());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        return switch (reports.fix(driver, command.fix(), journal.nowMillis())) {
            case ACCEPTED -> Result.done();
            case UNKNOWN_DRIVER -> Result.rejected(Rejection.UNKNOWN_DRIVER);
            case OFF_DUTY -> Result.rejected(Rejection.FIX_OFF_DUTY);
            case OLDER_THAN_LAST -> Result.rejected(Rejection.FIX_OLDER_THAN_LAST);
            case FROM_FUTURE -> Result.rejected(Rejection.FIX_FROM_FUTURE);
            case JUMP -> Result.rejected(Rejection.FIX_JUMP);
            case INACCURATE -> Result.rejected(Rejection.FIX_INACCURATE);
        };
    }

    Result compareClocks(DriverId id, long phoneMillis) {
        Driver driver = reports.hear(id, journal.nowMillis());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        state.screen().compareClocks(driver, phoneMillis, journal.nowMillis());
        return Result.done();
    }

    Result heartbeat(DriverId id) {
        return reports.hear(id, journal.nowMillis()) == null
                ? Result.rejected(Rejection.UNKNOWN_DRIVER)
                : Result.done();
    }
}
