package dev.antar.simulator.actor;

import dev.antar.core.job.JobId;
import dev.antar.simulator.behaviour.Answer;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The offer on a driver's phone, what he will say to it, and when.
final class OfferInHand {

    private @Nullable OfferSeen seen;
    private boolean accepts;
    private boolean accepting;
    private long answerAtMillis = DriverActor.NEVER;
    private final Map<JobId, Integer> ignored = new HashMap<>();

    /// Null where there is none.
    @Nullable OfferSeen seen() {
        return seen;
    }

    boolean is(long id) {
        return seen != null && seen.id() == id;
    }

    /// Whether he has said yes, and waits for what that comes to.
    boolean accepting() {
        return accepting;
    }

    /// When he says something, or [DriverActor#NEVER].
    long answerAtMillis() {
        return answerAtMillis;
    }

    /// How often offers of this job have come to nothing since he last got one.
    int ignored(JobId job) {
        return ignored.getOrDefault(job, 0);
    }

    /// Makes up his mind about an offer that has appeared.
    void take(OfferSeen offer, Answer answer, long nowMillis) {
        seen = offer;
        accepting = false;
        accepts = answer instanceof Answer.Accepts;
        answerAtMillis =
                switch (answer) {
                    case Answer.Accepts(long after) -> nowMillis + after;
                    case Answer.Declines(long after) -> nowMillis + after;
                    case Answer.Ignores _ -> DriverActor.NEVER;
                };
    }

    /// What he says now, or null where it is too late to say anything.
    @Nullable DriverIntent answer(long nowMillis) {
        answerAtMillis = DriverActor.NEVER;
        OfferSeen offer = Objects.requireNonNull(seen, "a driver who thinks has an offer");
        if (nowMillis > offer.expiresAtMillis()) {
            return null;
        }
        if (accepts) {
            accepting = true;
            return new DriverIntent.Accept(offer.id());
        }
        forget();
        return new DriverIntent.Decline(offer.id());
    }

    /// The offer is gone, and the job is not his.
    ///
    /// @return false if it is another that he has, or none
    boolean ended(long id) {
        OfferSeen offer = seen;
        if (offer == null || offer.id() != id) {
            return false;
        }
        ignored.merge(offer.job().id(), 1, Integer::sum);
        forget();
        return true;
    }

    /// The job is his.
    void won() {
        forget();
        ignored.clear();
    }

    void forget() {
        seen = null;
        accepting = false;
        answerAtMillis = DriverActor.NEVER;
    }
}
