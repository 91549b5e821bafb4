package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.RegionVerticle;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a region that was started anew still says about offers and jobs of long ago.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastIT {

    private static final int RECENT = 50;

    @RegisterExtension private final EmbeddedPool embedded = new EmbeddedPool();

    private static List<Event> write(String region, PgEventStore store) {
        long epoch = store.open(region).await().epoch();
        List<Event> history = SmallMarket.history(region, 150);
        nobodyAnswersAndAllButOneAreCancelled(history);
        store.commit(new EventStore.Batch(region, epoch, history, List.of())).await();
        return history;
    }

    private static void nobodyAnswersAndAllButOneAreCancelled(List<Event> history) {
        long now = history.getLast().atMillis();
        Dispatcher dispatcher =
                Dispatcher.restore(
                        DispatchConfig.defaults(),
                        new MinimumCost(),
                        Watcher.NONE,
                        Snapshot.of(history),
                        now);
        long offersExpireBy = now + 20_000;
        while (now < offersExpireBy) {
            now += 2_000;
            for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
                DriverId driver = dispatcher.roster().at(slot).id();
                Fix fix = Fix.at(new LatLng(57.705, 11.97), now);
                dispatcher.handle(new Command.ReportFix(now, driver, fix), history::add);
            }
            dispatcher.handle(new Command.Tick(now), history::add);
        }
        List<OpenJob> open = List.copyOf(dispatcher.openJobs());
        for (OpenJob job : open.subList(1, open.size())) {
            dispatcher.handle(
                    new Command.CancelJob(now, job.id(), CancelledBy.CUSTOMER, ""), history::add);
        }
    }

    @Test
    void timeOfTheLastEventIsKnownThoughItsJobIsForgotten() {
        String region = embedded.newRegion();
        List<Event> history = write(region, new PgEventStore(embedded.pool()));
        assertTrue(Snapshot.ends((Event.OfJob) history.getLast()));

        EventStore.Opened opened = new PgEventStore(embedded.pool(), 0).open(region).await();

        assertEquals(history.getLast().seq(), opened.snapshot().lastSeq());
        assertEquals(history.getLast().atMillis(), opened.lastAtMillis());
    }

    @Test
    void regionWhereNothingHasHappenedHasNoTime() {
        String region = embedded.newRegion();

        assertEquals(0, new PgEventStore(embedded.pool()).open(region).await().lastAtMillis());
    }

    @Test
    void everyEndOfAnOfferAndOfAJobIsFoundAndNothingElse() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        Map<Long, EventStore.@Nullable PastOffer> offers = new LinkedHashMap<>();
        Map<JobId, EventStore.@Nullable PastJob> jobs = new LinkedHashMap<>();
        for (Event event : write(region, store)) {
            switch (event) {
                case Event.OfferMade made -> offers.put(made.offer().id(), null);
                case Event.SwapOffered swap -> offers.put(swap.offer().id(), null);
                case Event.OfferEnded ended ->
                        offers.put(
                                ended.offer(),
                                new EventStore.PastOffer(ended.driver(), outcome(ended)));
                case Event.JobSubmitted submitted -> jobs.put(submitted.job(), null);
                case Event.JobCompleted completed ->
                        jobs.put(
                                completed.job(),
                                new EventStore.PastJob(JobState.COMPLETED, completed.driver()));
                case Event.JobCancelled cancelled ->
                        jobs.put(cancelled.job(), new EventStore.PastJob(JobState.CANCELLED, null));
                default -> {}
            }
        }

        List<Supplier<Future<?>>> questions = new ArrayList<>();
        offers.keySet().forEach(id -> questions.add(() -> store.pastOffer(region, id)));
        jobs.keySet().forEach(id -> questions.add(() -> store.pastJob(region, id)));

        List<@Nullable Object> answers = together(questions);

        List<@Nullable Object> expected = new ArrayList<>(offers.values());
        expected.addAll(jobs.values());
        assertEquals(expected, answers);
        assertEquals(
                EnumSet.allOf(OfferOutcome.class),
                offers.values().stream()
                        .filter(Objects::nonNull)
                        .map(EventStore.PastOffer::outcome)
                        .collect(Collectors.toSet()));
        assertTrue(jobs.containsValue(null));
        assertTrue(
                jobs.values().stream()
                        .filter(Objects::nonNull)
                        .map(EventStore.PastJob::state)
                        .collect(Collectors.toSet())
                        .containsAll(EnumSet.of(JobState.COMPLETED, JobState.CANCELLED)));
    }

    @Test
    void anotherRegionsPastIsNotTold() {
        String region = embedded.newRegion();
        List<Event> history = write(region, new PgEventStore(embedded.pool()));
        Event.JobCompleted completed = first(history, Event.JobCompleted.class);
        Event.OfferAccepted accepted = first(history, Event.OfferAccepted.class);
        String other = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        store.open(other).await();

        assertNull(store.pastJob(other, completed.job()).await());
        assertNull(store.pastOffer(other, accepted.offer()).await());
    }

    @Test
    void whoRepeatsAfterARestartGetsTheAnswerOfThenHoweverMuchHasHappenedSince() {
        String region = embedded.newRegion();
        List<Event> history = write(region, new PgEventStore(embedded.pool()));
        PgEventStore store = new PgEventStore(embedded.pool(), RECENT);
        Event.JobCompleted completed = first(history, Event.JobCompleted.class);
        JobId job = completed.job();
        DriverId driver = completed.driver();
        long offer =
                history.stream()
                        .filter(event -> event instanceof Event.OfferAccepted)
                        .map(event -> (Event.OfferAccepted) event)
                        .filter(each -> each.job().equals(job) && each.driver().equals(driver))
                        .findFirst()
                        .orElseThrow()
                        .offer();
        RegionVerticle restarted =
                new RegionVerticle(
                        region,
                        DispatchConfig.defaults(),
                        Policy.of("minimum-cost"),
                        _ -> store,
                        history.getLast()::atMillis,
                        Recorder.NONE);
        String deployed = embedded.vertx.deployVerticle(restarted).await();
        long now = restarted.nowMillis();
        DriverId other =
                history.stream()
                        .filter(event -> event instanceof Event.DriverRegistered)
                        .map(event -> ((Event.DriverRegistered) event).profile().id())
                        .filter(each -> !each.equals(driver))
                        .findFirst()
                        .orElseThrow();

        assertTrue(history.getLast().seq() - completed.seq() > RECENT);
        assertEquals(Result.done(), answer(restarted, new Command.AcceptOffer(now, driver, offer)));
        assertEquals(Result.done(), answer(restarted, new Command.CompleteJob(now, driver, job)));
        assertEquals(
                Result.rejected(Rejection.OFFER_ACCEPTED),
                answer(restarted, new Command.DeclineOffer(now, driver, offer)));
        assertEquals(
                Result.rejected(Rejection.OFFER_NOT_YOURS),
                answer(restarted, new Command.AcceptOffer(now, other, offer)));
        assertEquals(
                Result.rejected(Rejection.JOB_COMPLETED),
                answer(restarted, new Command.CompleteJob(now, other, job)));
        assertEquals(
                Result.rejected(Rejection.UNKNOWN_OFFER),
                answer(restarted, new Command.AcceptOffer(now, driver, 999_999_999)));
        assertEquals(
                Result.rejected(Rejection.UNKNOWN_JOB),
                answer(restarted, new Command.PickUpJob(now, driver, new JobId("never"))));
        embedded.vertx.undeploy(deployed).await();
    }

    /// Asks all at once, as a region does on its thread.
    private List<@Nullable Object> together(List<Supplier<Future<?>>> questions) {
        Promise<CompositeFuture> answers = Promise.promise();
        embedded.vertx.runOnContext(
                _ ->
                        Future.all(questions.stream().map(Supplier::get).toList())
                                .onComplete(answers));
        return answers.future().await().list();
    }

    private static Result answer(RegionVerticle region, Command command) {
        return region.handle(command).await();
    }

    private static <E extends Event> E first(List<Event> history, Class<E> kind) {
        return history.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private static OfferOutcome outcome(Event.OfferEnded ended) {
        return switch (ended) {
            case Event.OfferAccepted _ -> OfferOutcome.ACCEPTED;
            case Event.OfferDeclined _ -> OfferOutcome.DECLINED;
            case Event.OfferExpired _ -> OfferOutcome.EXPIRED;
            case Event.OfferWithdrawn _ -> OfferOutcome.WITHDRAWN;
            case Event.SwapEnded swap -> swap.how();
        };
    }
}
