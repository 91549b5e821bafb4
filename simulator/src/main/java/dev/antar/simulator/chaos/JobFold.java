package dev.antar.simulator.chaos;

import dev.antar.core.job.JobState;

/// What a job's events come to, read without any of the server's code, and the first thing in them
/// that cannot be.
final class JobFold {

    private JobState state = JobState.PENDING;
    private String holder = "";
    private String offeredTo = "";
    private int version;
    private String wrong = "";

    /// @param driver whom the event names, or nothing
    /// @param later whether a submitted job is for later
    void add(int number, String type, String driver, boolean later) {
        if (number != version + 1) {
            wrong("version " + number + " after " + version);
        }
        version = number;
        if (state.ended()) {
            wrong(type + " after " + state);
        }
        switch (type) {
            case "JobSubmitted" -> state = later ? JobState.SCHEDULED : JobState.PENDING;
            case "JobBecameDue" -> state = JobState.PENDING;
            case "OfferMade" -> offer(driver);
            case "OfferAccepted" -> accept(driver);
            case "OfferDeclined", "OfferExpired", "OfferWithdrawn" -> letGo();
            case "SwapOffered", "SwapEnded" -> needsHolder(type, holder);
            case "JobReleased" -> {
                needsHolder(type, driver);
                letGo();
            }
            case "DriverArrived" -> step(type, driver, JobState.AT_PICKUP);
            case "JobPickedUp" -> step(type, driver, JobState.PICKED_UP);
            case "JobCompleted" -> step(type, driver, JobState.COMPLETED);
            case "JobCancelled" -> end(JobState.CANCELLED);
            case "JobUnfulfilled" -> end(JobState.UNFULFILLED);
            default -> wrong("an event of an unknown kind, " + type);
        }
    }

    JobState state() {
        return state;
    }

    /// Who holds, did or is offered it, or nothing.
    String driver() {
        return holder.isEmpty() ? offeredTo : holder;
    }

    int version() {
        return version;
    }

    /// The first thing that cannot be, or nothing.
    String wrong() {
        return wrong;
    }

    private void offer(String driver) {
        if (!holder.isEmpty()) {
            wrong("offered to " + driver + " while " + holder + " holds it");
        }
        state = JobState.OFFERED;
        offeredTo = driver;
    }

    private void accept(String driver) {
        if (!holder.isEmpty()) {
            wrong(driver + " gets it while " + holder + " holds it");
        }
        state = JobState.ASSIGNED;
        holder = driver;
        offeredTo = "";
    }

    private void step(String type, String driver, JobState next) {
        needsHolder(type, driver);
        state = next;
    }

    private void end(JobState how) {
        letGo();
        state = how;
    }

    private void letGo() {
        state = JobState.PENDING;
        holder = "";
        offeredTo = "";
    }

    private void needsHolder(String type, String driver) {
        if (holder.isEmpty() || !holder.equals(driver)) {
            wrong(
                    type
                            + " by "
                            + driver
                            + " while "
                            + (holder.isEmpty() ? "nobody" : holder)
                            + " holds it");
        }
    }

    private void wrong(String what) {
        if (wrong.isEmpty()) {
            wrong = what;
        }
    }
}
