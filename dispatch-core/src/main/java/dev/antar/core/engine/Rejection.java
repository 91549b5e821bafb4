package dev.antar.core.engine;

/// Why a command was refused; nothing changed. The name is the word in JSON and metric tags.
public enum Rejection {
    UNKNOWN_DRIVER("The driver is not registered."),
    DRIVER_OFFLINE("The driver is off duty."),
    DRIVER_ON_JOB("The driver holds a job; it must be completed or given up first."),
    UNKNOWN_SKILL("The region does not know the skill."),
    PICKUP_NOT_SERVED("The region does not serve the place of the pickup."),
    DROPOFF_NOT_SERVED("The region does not serve the place of the dropoff."),
    PICKUP_NOT_ALLOWED("No job may begin at this place."),
    DROPOFF_NOT_ALLOWED("No job may end at this place."),
    MOMENT_PAST("A moment that the job asks for has passed."),
    PROMISE_IMPOSSIBLE("Even with a driver at the pickup the promised dropoff could not be kept."),
    DUPLICATE_JOB("A job with this id exists."),
    UNKNOWN_JOB("No open job has this id."),
    JOB_NOT_YOURS("Another driver, or nobody, holds the job."),
    /// A customer may cancel until the pickup.
    JOB_PICKED_UP("The job has been picked up."),
    JOB_NOT_PICKED_UP("The job has not been picked up."),
    OTHER_JOB_ABOARD("Another job is aboard; it must be completed first."),
    JOB_COMPLETED("The job is completed."),
    JOB_CANCELLED("The job is cancelled."),
    JOB_UNFULFILLED("The job was given up."),
    UNKNOWN_OFFER("No offer has this id, or it ended long ago."),
    OFFER_NOT_YOURS("The offer was made to another driver."),
    OFFER_ACCEPTED("The offer was accepted before."),
    OFFER_DECLINED("The offer was declined before."),
    OFFER_EXPIRED("The offer's deadline has passed."),
    OFFER_WITHDRAWN("The offer was taken back."),
    POLICY_CHANGED("The policy was changed by somebody else in the meantime."),
    FIX_OFF_DUTY("The driver is off duty; the position was not kept."),
    FIX_OLDER_THAN_LAST("The fix is not newer than the last one."),
    FIX_FROM_FUTURE("The fix is more than 10 s ahead of the server's time."),
    FIX_JUMP("The fix is farther from the last one than any vehicle gets in the time between."),
    FIX_INACCURATE("The fix may be off by more than 1000 m.");

    private final String sentence;

    Rejection(String sentence) {
        this.sentence = sentence;
    }

    /// In plain words.
    public String sentence() {
        return sentence;
    }
}
