package dev.antar.core.job;

import org.agrona.collections.IntHashSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A job that has not ended: its state and who is concerned. Changed only by the engine's thread,
/// through the transition table of [JobState].
public final class OpenJob {

    /// No driver.
    public static final int NOBODY = -1;

    private final Job job;
    private final long order;
    private final IntHashSet refusedBy = new IntHashSet();
    private int passedOver = NOBODY;
    private long passedOverUntilMillis;
    private JobState state;
    private int version = 1;
    private int driverSlot = NOBODY;
    private long offerId;
    private long pendingSinceMillis;
    private long assignedAtMillis;
    private long pickedUpAtMillis;
    private int swapSlot = NOBODY;
    private long swapOfferId;
    private int swaps;
    private @Nullable UnmatchedReason unmatchedReason;

    /// @param order rank of submission, which breaks every tie between jobs
    /// @param dueAtMillis when the search for a driver begins, epoch milliseconds
    public OpenJob(Job job, long order, long dueAtMillis) {
        this.job = job;
        this.order = order;
        this.pendingSinceMillis = dueAtMillis;
        boolean later = dueAtMillis > job.requestedAtMillis();
        this.state = later ? JobState.SCHEDULED : JobState.PENDING;
        this.unmatchedReason =
                later ? UnmatchedReason.NOT_YET_DUE : UnmatchedReason.WAITING_FOR_ROUND;
    }

    /// Everything that is known of the job.
    ///
    /// @param refusedBy slots, ascending
    public record Image(
            Job job,
            long order,
            List<Integer> refusedBy,
            int passedOver,
            long passedOverUntilMillis,
            JobState state,
            int version,
            int driverSlot,
            long offerId,
            long pendingSinceMillis,
            long assignedAtMillis,
            long pickedUpAtMillis,
            int swapSlot,
            long swapOfferId,
            int swaps,
            @Nullable UnmatchedReason unmatchedReason) {

        public Image {
            refusedBy = List.copyOf(refusedBy);
        }
    }

    public Image image() {
        return new Image(
                job,
                order,
                refusedBy.stream().sorted().toList(),
                passedOver,
                passedOverUntilMillis,
                state,
                version,
                driverSlot,
                offerId,
                pendingSinceMillis,
                assignedAtMillis,
                pickedUpAtMillis,
                swapSlot,
                swapOfferId,
                swaps,
                unmatchedReason);
    }

    /// The job as it was there.
    public static OpenJob of(Image image) {
        OpenJob job = new OpenJob(image.job, image.order, image.pendingSinceMillis);
        job.refusedBy.addAll(image.refusedBy);
        job.passedOver = image.passedOver;
        job.passedOverUntilMillis = image.passedOverUntilMillis;
        job.state = image.state;
        job.version = image.version;
        job.driverSlot = image.driverSlot;
        job.offerId = image.offerId;
        job.assignedAtMillis = image.assignedAtMillis;
        job.pickedUpAtMillis = image.pickedUpAtMillis;
        job.swapSlot = image.swapSlot;
        job.swapOfferId = image.swapOfferId;
        job.swaps = image.swaps;
        job.unmatchedReason = image.unmatchedReason;
        return job;
    }

    public Job job() {
        return job;
    }

    public JobId id() {
        return job.id();
    }

    public long order() {
        return order;
    }

    public JobState state() {
        return state;
    }

    /// Counts the job's events, 1 being its submission.
    public int version() {
        return version;
    }

    /// Slot of the driver who holds the job or has been asked, or [#NOBODY].
    public int driverSlot() {
        return driverSlot;
    }

    /// The live or accepted offer, or 0.
    public long offerId() {
        return offerId;
    }

    /// Slot of the driver who has been asked to take the job over, or [#NOBODY].
    public int swapSlot() {
        return swapSlot;
    }

    /// The live offer to him, or 0.
    public long swapOfferId() {
        return swapOfferId;
    }

    /// How often another driver has taken the job over.
    public int swaps() {
        return swaps;
    }

    /// When its driver accepted, epoch milliseconds; meaningful while somebody holds it.
    public long assignedAtMillis() {
        return assignedAtMillis;
    }

    /// When it was picked up, epoch milliseconds; meaningful from then on.
    public long pickedUpAtMillis() {
        return pickedUpAtMillis;
    }

    /// When the job last began to wait for a driver, epoch milliseconds.
    public long pendingSinceMillis() {
        return pendingSinceMillis;
    }

    /// From when on its waiting counts, epoch milliseconds: nobody needs to be there earlier.
    public long waitsSinceMillis() {
        return Math.max(pendingSinceMillis, job.terms().notBeforeMillis());
    }

    /// Why it is not offered; null exactly when the job is not waiting.
    public @Nullable UnmatchedReason unmatchedReason() {
        return unmatchedReason;
    }

    /// Whether this driver declined the job or gave it up.
    public boolean refusedBy(int slot) {
        return refusedBy.contains(slot);
    }

    /// Whether this driver let an offer of the job expire so lately that others come first.
    public boolean passedOver(int slot, long nowMillis) {
        return slot == passedOver && nowMillis < passedOverUntilMillis;
    }

    public void becomeDue() {
        become(JobState.PENDING);
        unmatchedReason = UnmatchedReason.WAITING_FOR_ROUND;
    }

    public void explainWait(UnmatchedReason reason) {
        if (state != JobState.PENDING) {
            throw new IllegalStateException(job.id() + " does not wait: it is " + state);
        }
        unmatchedReason = reason;
    }

    public void offerTo(int slot, long offer) {
        become(JobState.OFFERED);
        driverSlot = slot;
        offerId = offer;
    }

    public void assign(long nowMillis) {
        become(JobState.ASSIGNED);
        assignedAtMillis = nowMillis;
    }

    /// Another driver is asked to take the job over; until he has, its driver keeps it.
    public void offerSwap(int slot, long offer) {
        version++;
        swapSlot = slot;
        swapOfferId = offer;
    }

    /// He has not: the driver keeps the job.
    ///
    /// @param refused whether he said no, and is not asked again
    public void keep(boolean refused) {
        version++;
        if (refused) {
            refusedBy.add(swapSlot);
        }
        swapSlot = NOBODY;
        swapOfferId = 0;
    }

    /// Its driver gives way to the one who was asked, and is not asked for it again.
    public void handOver() {
        become(JobState.OFFERED);
        refusedBy.add(driverSlot);
        driverSlot = swapSlot;
        offerId = swapOfferId;
        swapSlot = NOBODY;
        swapOfferId = 0;
        swaps++;
    }

    public void arrive() {
        become(JobState.AT_PICKUP);
    }

    public void pickUp(long nowMillis) {
        become(JobState.PICKED_UP);
        pickedUpAtMillis = nowMillis;
    }

    /// The driver said no, or let go of the job: it waits again, and he is not asked again.
    public void refuse(long nowMillis) {
        refusedBy.add(driverSlot);
        returnToPool(nowMillis);
    }

    /// The driver did not answer: the job waits again, and others come first until the given time.
    public void passOver(long untilMillis, long nowMillis) {
        passedOver = driverSlot;
        passedOverUntilMillis = untilMillis;
        returnToPool(nowMillis);
    }

    /// The job waits again, nobody being at fault.
    public void returnToPool(long nowMillis) {
        boolean wasHeld = state.held();
        become(JobState.PENDING);
        if (wasHeld) {
            pendingSinceMillis = nowMillis;
        }
        driverSlot = NOBODY;
        offerId = 0;
        unmatchedReason = UnmatchedReason.WAITING_FOR_ROUND;
    }

    public void end(JobState end) {
        if (!end.ended()) {
            throw new IllegalArgumentException(end + " is not an end");
        }
        become(end);
        driverSlot = NOBODY;
    }

    private void become(JobState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(job.id() + ": " + state + " cannot become " + next);
        }
        state = next;
        version++;
        unmatchedReason = null;
    }
}
