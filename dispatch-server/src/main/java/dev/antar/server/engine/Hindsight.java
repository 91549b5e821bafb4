package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Endings;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.OfferOutcome;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers drivers who speak of an offer or a job that the engine has forgotten, by what is
/// written: whoever repeats a command after a crash gets the answer that he would have got before,
/// however much has happened since. The region's thread.
///
/// All that is open the engine knows, so what is looked up has ended and changes no more. Nothing
/// else waits for it, lest other answers lose their place among the events.
final class Hindsight {

    private static final Logger LOG = LoggerFactory.getLogger(Hindsight.class);

    /// Looked up at once. Honest phones ask rarely; a crowd beyond that is told to come back.
    static final int MOST = 256;

    private final String region;
    private final EventStore store;
    private final Timers timers;
    private int underWay;
    private boolean failing;

    Hindsight(String region, EventStore store, Timers timers) {
        this.region = region;
        this.store = store;
        this.timers = timers;
    }

    /// Whether the engine refused a command only because it does not remember.
    static boolean mayKnow(Command command, Result result) {
        if (!(result instanceof Result.Rejected(Rejection reason))) {
            return false;
        }
        return switch (command) {
            case Command.AcceptOffer _, Command.DeclineOffer _ -> reason == Rejection.UNKNOWN_OFFER;
            case Command.ArriveAtPickup _,
                    Command.PickUpJob _,
                    Command.CompleteJob _,
                    Command.ReleaseJob _ ->
                    reason == Rejection.UNKNOWN_JOB;
            default -> false;
        };
    }

    /// Looks up what the command is about. Fails with [RegionUnavailable] where that cannot be read
    /// within [RegionLoop#ANSWER_MILLIS].
    ///
    /// @param refusal the engine's, once all is written that was decided before; it stands where
    ///   nothing is found
    Future<Result> answer(Command command, Future<Result> refusal) {
        Promise<Result> answer = Promise.promise();
        timers.after(
                RegionLoop.ANSWER_MILLIS,
                () -> answer.tryFail(unavailable("The database is slow to tell what has been.")));
        refusal.compose(otherwise -> lookUp(command, otherwise))
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future();
    }

    private Future<Result> lookUp(Command command, Result otherwise) {
        if (underWay >= MOST) {
            return Future.failedFuture(unavailable("Too many ask for what has been."));
        }
        underWay++;
        return read(command, otherwise)
                .onComplete(_ -> underWay--)
                .onSuccess(_ -> failing = false)
                .recover(failure -> Future.failedFuture(unreadable(failure)));
    }

    private Future<Result> read(Command command, Result otherwise) {
        return switch (command) {
            case Command.AcceptOffer(_, DriverId driver, long offer) ->
                    offer(driver, offer, OfferOutcome.ACCEPTED, otherwise);
            case Command.DeclineOffer(_, DriverId driver, long offer) ->
                    offer(driver, offer, OfferOutcome.DECLINED, otherwise);
            case Command.ArriveAtPickup(_, DriverId driver, JobId job) ->
                    job(driver, job, otherwise);
            case Command.PickUpJob(_, DriverId driver, JobId job) -> job(driver, job, otherwise);
            case Command.CompleteJob(_, DriverId driver, JobId job) -> job(driver, job, otherwise);
            case Command.ReleaseJob(_, DriverId driver, JobId job) -> job(driver, job, otherwise);
            default -> Future.succeededFuture(otherwise);
        };
    }

    private Future<Result> offer(
            DriverId driver, long offer, OfferOutcome wanted, Result otherwise) {
        return store.pastOffer(region, offer)
                .map(
                        past ->
                                past == null
                                        ? otherwise
                                        : Endings.ofOffer(
                                                driver.equals(past.driver()),
                                                wanted,
                                                past.outcome()));
    }

    private Future<Result> job(DriverId driver, JobId job, Result otherwise) {
        return store.pastJob(region, job)
                .map(
                        past ->
                                past == null
                                        ? otherwise
                                        : Endings.ofJob(
                                                driver.equals(past.driver()), past.state()));
    }

    /// It stalls nothing else: should the database be away, commits find that out.
    private RegionUnavailable unreadable(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Region {} cannot read what it has forgotten: {}",
                    region,
                    failure.getMessage());
        }
        return unavailable("The database does not tell what has been.");
    }

    private static RegionUnavailable unavailable(String why) {
        return LoopState.unavailable(why);
    }
}
