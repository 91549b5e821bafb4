package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DecisionArchive.Recorded;
import dev.antar.server.engine.DriverArchive.Share;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.explain.SmallMarket;
import dev.antar.server.metrics.Meters;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Records and shares read back from the database are those that were written.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionArchiveIT {

    private static final String REGION = "market";
    private static final long FROM = SmallMarket.START + 1_200_000;
    private static final long TO = FROM + 3_600_000;

    @RegisterExtension private final EmbeddedPool embedded = new EmbeddedPool();
    private final SmallMarket market =
            new SmallMarket(11, 12, ShippedPolicies.named("minimum-cost"));
    private PgDecisionArchive archive;

    @BeforeAll
    void write() {
        archive = new PgDecisionArchive(embedded.vertx, embedded.pool());
        PgEventStore store = new PgEventStore(embedded.pool());
        long epoch = store.open(REGION).await().epoch();
        for (int from = 0; from < market.events.size(); from += 200) {
            int to = Math.min(market.events.size(), from + 200);
            List<Event> part = market.events.subList(from, to);
            store.commit(new EventStore.Batch(REGION, epoch, part, List.of())).await();
        }
        var records =
                new PgDecisionRecords(
                        embedded.vertx, embedded.pool(), new Meters(), 30, TimeSource.monotonic());
        RegionListener region = records.of(REGION);
        market.records.forEach(region::decided);
        records.stop(20_000).await();
        assertEquals(market.records.size(), written());
        // Nothing may be written any more; what is told all the same is dropped.
        region.decided(market.records.getFirst());
    }

    @Test
    void dayIsDroppedOnlyWhenTheServersClockAndTheDatabasesSayThatItIsOld() {
        embedded.pool().query("select make_decision_day('2001-01-01')").execute().await();
        // By this, only what is of before 2002 is old now.
        LocalDate turn = LocalDate.of(2002, 1, 1);
        int days = (int) ChronoUnit.DAYS.between(turn, LocalDate.now(ZoneOffset.UTC));

        assertEquals(0, dropped(days, LocalDate.of(2001, 6, 1)));
        assertEquals(1, dropped(days, LocalDate.of(2150, 1, 1)));
        assertEquals(market.records.size(), written());
    }

    /// How many days a server drops when it starts.
    private double dropped(int keptDays, LocalDate today) {
        Meters meters = new Meters();
        long now = today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        new PgDecisionRecords(embedded.vertx, embedded.pool(), meters, keptDays, () -> now)
                .stop(20_000)
                .await();
        String name = "antar_retention_swept_total{what=\"decision_days\"} ";
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private long written() {
        return embedded.pool()
                .query("select count(*) from decision_record")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void recordsThatNameADriverAreFound() {
        int all = 0;
        for (DriverId driver : market.drivers) {
            DecisionArchive.Named named = archive.naming(driver, FROM, TO).await();
            List<Recorded> found = named.records();
            assertTrue(named.all());
            Set<Recorded> expected = new HashSet<>();
            market.recordsOf(driver, FROM, TO)
                    .forEach(r -> expected.add(new Recorded(r.record(), r.event(), false)));

            assertTrue(expected.equals(new HashSet<>(found)), driver.value());
            assertEquals(expected.size(), found.size());
            all += found.size();
        }
        assertTrue(all > 1_000, "so few: " + all);
        assertEquals(0, archive.naming(new DriverId("nobody"), FROM, TO).await().records().size());
    }

    @Test
    void sharesAreWhatBooksOfAllEventsSay() {
        List<Share> shares =
                new PgDriverArchive(embedded.pool()).shares(market.drivers, FROM, TO).await();

        List<Share> expected = new ArrayList<>();
        for (DriverId driver : market.drivers) {
            int offers = 0;
            DriverBook duty = new DriverBook();
            for (Event event : market.eventsOf(driver)) {
                if (event.atMillis() >= TO) {
                    break;
                }
                boolean offer =
                        event instanceof Event.OfferMade || event instanceof Event.SwapOffered;
                offers += offer && event.atMillis() >= FROM ? 1 : 0;
                if (event instanceof Event.DriverWentOnline) {
                    duty.wentOnline(Math.max(FROM, event.atMillis()));
                } else if (event instanceof Event.DriverWentOffline) {
                    duty.wentOffline(Math.max(FROM, event.atMillis()));
                }
            }
            expected.add(new Share(driver, offers, duty.onlineMillis(TO)));
        }
        assertEquals(expected, shares);
        assertTrue(shares.stream().anyMatch(s -> s.onlineMillis() < TO - FROM));
        assertTrue(shares.stream().anyMatch(s -> s.offers() > 2));
    }

    @Test
    void sampleIsTheSameForTheSameSeedAndBoundedByRegionAndTime() {
        List<Recorded> whole = archive.sample(REGION, FROM, TO, 1).await();
        Set<Recorded> expected = new HashSet<>();
        market.recorded().stream()
                .filter(r -> r.record().atMillis() >= FROM && r.record().atMillis() < TO)
                .forEach(expected::add);

        assertTrue(expected.equals(new HashSet<>(whole)), "so few are all taken");
        assertTrue(whole.equals(archive.sample(REGION, FROM, TO, 1).await()));
        assertEquals(0, archive.sample("elsewhere", FROM, TO, 1).await().size());
        assertEquals(
                0,
                archive.sample(REGION, FROM - 86_400_000_000L, FROM - 86_400_000L, 1)
                        .await()
                        .size());
    }

    @Test
    void firstRecordTellsSinceWhenTheyAreKept() {
        assertEquals(market.records.getFirst().atMillis(), archive.keptSince().await());
    }
}
