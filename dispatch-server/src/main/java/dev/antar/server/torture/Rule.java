package dev.antar.server.torture;

import java.util.Locale;

/// A promise of the server: what must never be seen in a run.
public enum Rule {
    /// An answer that says done before it is written.
    NO_ACK_BEFORE_COMMIT,
    /// An offer, a job or a policy shown that is not written.
    NOTHING_SEEN_BEFORE_COMMIT,
    /// A command or a request refused and carried out all the same.
    REFUSED_IS_NOT_DONE,
    /// An acceptance, step, release, cancellation or pause that nobody asked for.
    NOTHING_UNASKED,
    /// Two answers to one key.
    SAME_KEY_SAME_ANSWER,
    /// Two jobs of one key.
    NO_SECOND_JOB,
    /// An offer answered twice, or by another than it was made to, or once it has ended.
    ONE_WINNER,
    /// A job held by two.
    ONE_HOLDER,
    /// A driver with more jobs than he can hold.
    CAPACITY,
    /// A hole in the log, or something after the end of a job.
    NO_GAPS,
    /// A replaced writer that writes.
    ONE_WRITER,
    /// A batch against the database's rules.
    BATCHES_ARE_CONSISTENT,
    /// An event missing from a job's stream, twice in it, or out of its order.
    STREAMS_HAVE_NO_GAP,
    /// By true time, an offer that ends early.
    OFFERS_LAST,
    /// By true time, an offer that counts late.
    OFFERS_EXPIRE,
    /// An offer to a silent driver.
    NO_OFFER_TO_STALE,
    /// An offer to a driver who refused the job.
    NO_OFFER_TO_WHO_REFUSED,
    /// An offer to a driver whom a human paused.
    NO_OFFER_TO_PAUSED,
    /// An offer to a driver off duty, or one left with him as he goes.
    NO_OFFER_TO_OFF_DUTY,
    /// An offer to a driver who takes a break or wants none.
    NO_OFFER_TO_WHO_WANTS_NONE,
    /// A driver who went off duty, shown as on duty or followed on the map.
    OFF_DUTY_STAYS_OFF,
    /// A driver who counts as gone and was heard.
    GONE_ONLY_WHEN_SILENT,
    /// An offer of a job for later, or the search for it, before its time.
    NO_OFFER_BEFORE_TIME,
    /// Where nothing disturbs it, a job for later whose search begins late, or never.
    DUE_IN_TIME,
    /// A job that a driver gave up, and that is his all the same.
    GIVEN_UP_STAYS_GIVEN_UP,
    /// Another policy in force than the one that was put in force last.
    POLICY_STAYS_IN_FORCE,
    /// A driver shown where he was before.
    NO_OLDER_FIX,
    /// On one connection, "the job is yours" after "it is lost", and no state that puts it right.
    TOLD_IN_ORDER,
    /// Where nothing disturbs it, a driver not told within seconds of what concerns him.
    WHO_IS_CONCERNED_IS_TOLD,
    /// An engine that stops because it failed.
    ENGINE_RUNS,
    /// A task of the server that ends in an exception.
    NO_SURPRISE,
    /// No server that serves once all has healed.
    HEALS,
    /// A job that is still open then.
    EVERY_JOB_ENDS,
    /// A request without an answer then.
    EVERY_REQUEST_IS_ANSWERED,
    /// A driver who believes what is not so then.
    DRIVERS_KNOW;

    /// As it is told, and as regressions name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
