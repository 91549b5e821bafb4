package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;
import dev.antar.core.pricing.Money;
import dev.antar.server.engine.EventStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;

/// Who holds a job once a batch is written in which several take and leave it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldersIT {

    @RegisterExtension private final EmbeddedPool embedded = new EmbeddedPool();

    @Test
    void jobPassesFromOneDriverToTheOtherInOneBatch() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        DriverId far = new DriverId(region + "-far");
        DriverId near = new DriverId(region + "-near");
        JobId job = new JobId(region + "-swap");
        Job asked =
                Job.now(
                        job,
                        JobKind.RIDE,
                        new LatLng(57.7, 11.97),
                        new LatLng(57.71, 11.98),
                        Requirements.NONE,
                        1_000);
        Offer first = offer(3, job, far, 1_000);
        Offer second = offer(6, job, near, 60_000);
        Event.WayDriven way = new Event.WayDriven(900, 120_000, new Money(86, "EUR"));
        List<Event> before =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(far)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(near)),
                        new Event.JobSubmitted(3, 1_000, 1, asked, 1_000),
                        new Event.OfferMade(4, 1_000, 2, first),
                        new Event.OfferAccepted(5, 2_000, 3, job, 3, far));
        List<Event> swap =
                List.of(
                        new Event.SwapOffered(6, 60_000, 4, second, far),
                        new Event.JobReleased(
                                7, 61_000, 5, job, far, ReleaseReason.BETTER_MATCH, way),
                        new Event.OfferAccepted(8, 61_000, 6, job, 6, near));
        store.commit(new EventStore.Batch(region, epoch, before, List.of())).await();
        store.commit(new EventStore.Batch(region, epoch, swap, List.of())).await();

        assertEquals(near.value(), holderOf(job));
        List<Event> all = new ArrayList<>(before);
        all.addAll(swap);
        assertEquals(
                Snapshot.of(all).openJobs(),
                new PgEventStore(embedded.pool()).open(region).await().snapshot().openJobs());
    }

    @Test
    void jobThatIsGivenUpAndAcceptedAnewInOneBatchIsHeldByTheLaterDriver() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        DriverId a = new DriverId(region + "-a");
        DriverId b = new DriverId(region + "-b");
        JobId job = new JobId(region + "-again");
        List<Event> before =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(a)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(b)),
                        new Event.JobSubmitted(3, 1_000, 1, SmallMarket.ride(job), 1_000),
                        new Event.OfferMade(4, 1_000, 2, offer(4, job, a, 1_000)),
                        new Event.OfferAccepted(5, 2_000, 3, job, 4, a));
        List<Event> batch =
                List.of(
                        new Event.JobReleased(6, 3_000, 4, job, a, ReleaseReason.DRIVER, null),
                        new Event.OfferMade(7, 3_000, 5, offer(7, job, b, 3_000)),
                        new Event.OfferAccepted(8, 4_000, 6, job, 7, b));
        store.commit(new EventStore.Batch(region, epoch, before, List.of())).await();
        store.commit(new EventStore.Batch(region, epoch, batch, List.of())).await();

        assertEquals(b.value(), holderOf(job));
    }

    @Test
    void jobAcceptedTwiceInOneBatchAndTheDriverFreedByItAreHeldOnceEach() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        DriverId freed = new DriverId(region + "-a");
        DriverId taker = new DriverId(region + "-b");
        JobId swapped = new JobId(region + "-z");
        JobId next = new JobId(region + "-m");
        Event.WayDriven way = new Event.WayDriven(900, 120_000, new Money(86, "EUR"));
        List<Event> all =
                List.of(
                        new Event.DriverRegistered(1, 1_000, DriverProfile.car(freed)),
                        new Event.DriverRegistered(2, 1_000, DriverProfile.car(taker)),
                        new Event.JobSubmitted(3, 1_000, 1, SmallMarket.ride(swapped), 1_000),
                        new Event.JobSubmitted(4, 1_000, 1, SmallMarket.ride(next), 1_000),
                        new Event.OfferMade(5, 1_000, 2, offer(5, swapped, freed, 1_000)),
                        new Event.OfferAccepted(6, 2_000, 3, swapped, 5, freed),
                        new Event.SwapOffered(7, 3_000, 4, offer(7, swapped, taker, 3_000), freed),
                        new Event.JobReleased(
                                8, 4_000, 5, swapped, freed, ReleaseReason.BETTER_MATCH, way),
                        new Event.OfferAccepted(9, 4_000, 6, swapped, 7, taker),
                        new Event.OfferMade(10, 4_000, 2, offer(10, next, freed, 4_000)),
                        new Event.OfferAccepted(11, 5_000, 3, next, 10, freed));
        store.commit(new EventStore.Batch(region, epoch, all, List.of())).await();

        assertEquals(taker.value(), holderOf(swapped));
        assertEquals(freed.value(), holderOf(next));
    }

    @Test
    void twoJobsAcceptedInOneBatchTakeTwoPlacesOfOneDriver() {
        String region = embedded.newRegion();
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(region).await().epoch();
        DriverId driver = new DriverId(region + "-a");
        JobId one = new JobId(region + "-1");
        JobId two = new JobId(region + "-2");
        DriverProfile roomy = DriverProfile.of(driver, Vehicle.CAR, List.of(), 4, 2);
        List<Event> all =
                List.of(
                        new Event.DriverRegistered(1, 1_000, roomy),
                        new Event.JobSubmitted(2, 1_000, 1, SmallMarket.ride(one), 1_000),
                        new Event.JobSubmitted(3, 1_000, 1, SmallMarket.ride(two), 1_000),
                        new Event.OfferMade(4, 1_000, 2, offer(4, one, driver, 1_000)),
                        new Event.OfferAccepted(5, 2_000, 3, one, 4, driver),
                        new Event.OfferMade(6, 3_000, 2, offer(6, two, driver, 3_000)),
                        new Event.OfferAccepted(7, 4_000, 3, two, 6, driver));
        store.commit(new EventStore.Batch(region, epoch, all, List.of())).await();

        assertEquals(driver.value(), holderOf(one));
        assertEquals(driver.value(), holderOf(two));
    }

    private static Offer offer(long id, JobId job, DriverId driver, long atMillis) {
        return new Offer(
                id, job, driver, atMillis, 99_000, new Money(900, "EUR"), 60_000, 400, 60_000, 900);
    }

    /// Who holds the job; fails unless it is exactly one.
    private String holderOf(JobId job) {
        return embedded.pool()
                .query(
                        "select string_agg(driver, ' and ') from assignment where ended_at is null"
                                + " and job = '"
                                + job
                                + "'")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }
}
