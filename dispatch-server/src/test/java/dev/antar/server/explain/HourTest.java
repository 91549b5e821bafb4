package dev.antar.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.WhatIf;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.DecisionArchive.Recorded;
import dev.antar.server.engine.DriverArchive.Share;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every number of an hour's story, worked out again in the obvious slow way.
class HourTest {

    private static final long FROM = SmallMarket.START + 1_200_000;
    private static final long TO = FROM + 3_600_000;

    /// Everything in the market happens in whole steps.
    private static final int STEP = 5_000;

    private static final Asked ENGLISH = new Asked(Language.EN, ZoneOffset.UTC);

    private final Map<DriverId, Share> shares = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"1,minimum-cost", "2,minimum-cost", "3,fair-income", "4,nearest-first"})
    void everyNumberIsTrue(long seed, String policy) {
        SmallMarket market = new SmallMarket(seed, 14, ShippedPolicies.named(policy));
        int lost = 0;
        int barred = 0;
        int compared = 0;
        for (DriverId driver : market.drivers) {
            JsonObject told = tell(market, driver, ENGLISH);

            assertTime(market, driver, told.getJsonObject("time"));
            assertOffers(market, driver, told.getJsonObject("offers"));
            assertJobs(market, driver, told.getJsonObject("jobs"));
            assertPlaces(market, driver, told);
            assertReasons(market, driver, told);
            assertCompared(market, driver, told);
            lost += told.getJsonObject("places") == null ? 0 : 1;
            barred += told.getJsonArray("reasons").size();
            compared += told.getJsonObject("compared") == null ? 0 : 1;
        }
        assertTrue(lost > 5 && barred > 5 && compared > 5, lost + " " + barred + " " + compared);
    }

    private JsonObject tell(SmallMarket market, DriverId driver, Asked asked) {
        Hour hour =
                new Hour(
                        driver,
                        FROM,
                        TO,
                        market.eventsOf(driver).stream().filter(e -> e.atMillis() < TO).toList(),
                        market.recordsOf(driver, FROM, TO));
        List<Share> shares = hour.neighbours().stream().map(d -> share(market, d)).toList();
        return new HourStory(asked, hour, SmallMarket.START).tell(shares, true);
    }

    private Share share(SmallMarket market, DriverId driver) {
        return shares.computeIfAbsent(driver, _ -> countedShare(market, driver));
    }

    private static Share countedShare(SmallMarket market, DriverId driver) {
        int offers = 0;
        for (Event event : market.eventsOf(driver)) {
            boolean in = event.atMillis() >= FROM && event.atMillis() < TO;
            offers += in && isOffer(event) ? 1 : 0;
        }
        return new Share(driver, offers, onDutySeconds(market, driver) * 1_000L);
    }

    private static boolean isOffer(Event event) {
        return event instanceof Event.OfferMade || event instanceof Event.SwapOffered;
    }

    private static int onDutySeconds(SmallMarket market, DriverId driver) {
        int seconds = 0;
        for (long at = FROM; at < TO; at += STEP) {
            boolean on = false;
            for (Event event : market.eventsOf(driver)) {
                if (event.atMillis() <= at) {
                    on = event instanceof Event.DriverWentOnline || on;
                    on = !(event instanceof Event.DriverWentOffline) && on;
                }
            }
            seconds += on ? STEP / 1_000 : 0;
        }
        return seconds;
    }

    /// Step by step, from nothing but what had happened by then.
    private static void assertTime(SmallMarket market, DriverId driver, JsonObject time) {
        long free = 0;
        long asked = 0;
        long enRoute = 0;
        long engaged = 0;
        for (long at = FROM; at < TO; at += STEP) {
            boolean on = false;
            Set<Long> offers = new HashSet<>();
            Set<JobId> assigned = new HashSet<>();
            Set<JobId> aboard = new HashSet<>();
            for (Event event : market.eventsOf(driver)) {
                if (event.atMillis() > at) {
                    continue;
                }
                switch (event) {
                    case Event.DriverWentOnline _ -> on = true;
                    case Event.DriverWentOffline _ -> on = false;
                    case Event.OfferMade made -> offers.add(made.offer().id());
                    case Event.SwapOffered swap -> offers.add(swap.offer().id());
                    case Event.OfferAccepted accepted -> {
                        offers.remove(accepted.offer());
                        assigned.add(accepted.job());
                    }
                    case Event.OfferEnded ended -> offers.remove(ended.offer());
                    case Event.JobPickedUp picked -> {
                        assigned.remove(picked.job());
                        aboard.add(picked.job());
                    }
                    case Event.JobCompleted done -> aboard.remove(done.job());
                    case Event.JobReleased released -> assigned.remove(released.job());
                    default -> {
                        // Takes none of his time.
                    }
                }
            }
            if (!aboard.isEmpty()) {
                engaged++;
            } else if (!assigned.isEmpty()) {
                enRoute++;
            } else if (on && !offers.isEmpty()) {
                asked++;
            } else if (on) {
                free++;
            }
        }
        assertEquals(free * STEP, time.getLong("availableMs"));
        assertEquals(asked * STEP, time.getLong("offeredMs"));
        assertEquals(enRoute * STEP, time.getLong("enRouteMs"));
        assertEquals(engaged * STEP, time.getLong("engagedMs"));
    }

    private static void assertOffers(SmallMarket market, DriverId driver, JsonObject offers) {
        List<Event> his =
                market.eventsOf(driver).stream()
                        .filter(e -> e.atMillis() >= FROM && e.atMillis() < TO)
                        .toList();
        assertEquals(his.stream().filter(HourTest::isOffer).count(), offers.getLong("received"));
        assertEquals(
                his.stream().filter(e -> e instanceof Event.OfferAccepted).count(),
                offers.getLong("accepted"));
        assertEquals(
                his.stream().filter(e -> ended(e, "DECLINED")).count(), offers.getLong("declined"));
        assertEquals(
                his.stream().filter(e -> ended(e, "EXPIRED")).count(), offers.getLong("expired"));
    }

    private static boolean ended(Event event, String how) {
        return switch (event) {
            case Event.OfferDeclined _ -> how.equals("DECLINED");
            case Event.OfferExpired _ -> how.equals("EXPIRED");
            case Event.SwapEnded swap -> swap.how().name().equals(how);
            default -> false;
        };
    }

    private static Set<JobId> offeredTo(SmallMarket market, DriverId driver) {
        Set<JobId> jobs = new HashSet<>();
        for (Event event : market.eventsOf(driver)) {
            if (isOffer(event) && event.atMillis() >= FROM && event.atMillis() < TO) {
                jobs.add(((Event.OfJob) event).job());
            }
        }
        return jobs;
    }

    /// Records of offers that were made and of waits, without those of jobs that had a driver.
    private static List<DecisionRecord> told(SmallMarket market, DriverId driver) {
        return market.recordsOf(driver, FROM, TO).stream()
                .filter(r -> r.offered() || r.record().seq() == 0)
                .map(Recorded::record)
                .toList();
    }

    private static boolean considers(DecisionRecord record, DriverId driver) {
        return record.considered().stream().anyMatch(c -> c.driver().equals(driver));
    }

    private static void assertJobs(SmallMarket market, DriverId driver, JsonObject jobs) {
        Set<JobId> offered = offeredTo(market, driver);
        Set<JobId> possible = new HashSet<>();
        Set<JobId> rest = new HashSet<>();
        for (DecisionRecord record : told(market, driver)) {
            (considers(record, driver) ? possible : rest).add(record.job());
        }
        possible.removeAll(offered);
        rest.removeAll(offered);
        rest.removeAll(possible);
        assertEquals(offered.size(), jobs.getInteger("offered"));
        assertEquals(possible.size(), jobs.getInteger("possible"));
        assertEquals(rest.size(), jobs.getInteger("notConsidered"));
        assertEquals(offered.size() + possible.size() + rest.size(), jobs.getInteger("near"));
    }

    private static void assertPlaces(SmallMarket market, DriverId driver, JsonObject told) {
        List<Long> ranks = new ArrayList<>();
        List<Long> gaps = new ArrayList<>();
        long nearest = Long.MAX_VALUE;
        int ahead = 0;
        for (DecisionRecord record : told(market, driver)) {
            if (record.winner() == null
                    || driver.equals(record.winner())
                    || !considers(record, driver)) {
                continue;
            }
            long own = 0;
            long winner = 0;
            for (int i = 0; i < record.considered().size(); i++) {
                DecisionRecord.Considered each = record.considered().get(i);
                if (each.driver().equals(driver)) {
                    own = each.terms().totalMillis();
                    ranks.add(i + 1L);
                    if (each.nearerMillis() > 0) {
                        nearest = Math.min(nearest, each.nearerMillis());
                    }
                } else if (each.driver().equals(record.winner())) {
                    winner = each.terms().totalMillis();
                }
            }
            if (own >= winner) {
                gaps.add(own - winner);
            } else {
                ahead++;
            }
        }
        JsonObject places = told.getJsonObject("places");
        if (ranks.isEmpty()) {
            assertNull(places);
            return;
        }
        assertEquals(ranks.size(), places.getInteger("decisions"));
        assertEquals(ahead, places.getInteger("ahead"));
        assertMedian(ranks, places.getLong("medianPlace"));
        if (!gaps.isEmpty()) {
            assertMedian(gaps, places.getLong("medianBehindMs"));
        }
        Long least = nearest == Long.MAX_VALUE ? null : Long.valueOf(nearest);
        assertEquals(least, places.getLong("leastNearerMs"));
        if (least != null) {
            String said = Phrase.HOUR_CLOSEST.in(Language.EN, Map.of());
            assertTrue(told.getString("text").contains(said.substring(0, 20)));
        }
    }

    /// No more than half are below it, no more than half above.
    private static void assertMedian(List<Long> values, long median) {
        assertTrue(2 * values.stream().filter(v -> v < median).count() <= values.size());
        assertTrue(2 * values.stream().filter(v -> v > median + 1).count() <= values.size());
    }

    private static void assertReasons(SmallMarket market, DriverId driver, JsonObject told) {
        Set<JobId> not = new HashSet<>(offeredTo(market, driver));
        told(market, driver).stream()
                .filter(r -> considers(r, driver))
                .forEach(r -> not.add(r.job()));
        for (Object entry : told.getJsonArray("reasons")) {
            JsonObject reason = (JsonObject) entry;
            Set<JobId> jobs = new HashSet<>();
            Set<JobId> his = new HashSet<>();
            for (DecisionRecord record : told(market, driver)) {
                for (DecisionRecord.Other other : record.others()) {
                    boolean counts =
                            other.driver().equals(driver)
                                    && !not.contains(record.job())
                                    && other.reasons().stream()
                                            .anyMatch(
                                                    r -> r.name().equals(reason.getString("code")));
                    if (counts) {
                        jobs.add(record.job());
                    }
                    if (counts && other.otherwise() == WhatIf.Verdict.YES) {
                        his.add(record.job());
                    }
                }
            }
            assertEquals(jobs.size(), reason.getInteger("jobs"));
            assertEquals(his.size(), reason.getInteger("otherwiseYours"));
        }
    }

    private void assertCompared(SmallMarket market, DriverId driver, JsonObject told) {
        Set<DriverId> near = new HashSet<>();
        for (DecisionRecord record : told(market, driver)) {
            record.considered().forEach(c -> near.add(c.driver()));
            record.others().forEach(o -> near.add(o.driver()));
        }
        near.remove(driver);
        List<Share> shares =
                near.stream()
                        .map(d -> share(market, d))
                        .filter(s -> s.onlineMillis() * 2 >= TO - FROM)
                        .toList();
        JsonObject compared = told.getJsonObject("compared");
        if (shares.size() < HourStory.LEAST_COMPARED || onDutySeconds(market, driver) == 0) {
            assertNull(compared);
            return;
        }
        assertEquals(shares.size(), compared.getInteger("drivers"));
        double median = compared.getDouble("medianOffersPerHour");
        long asMany =
                shares.stream()
                        .filter(s -> s.offers() * 3_600_000.0 / s.onlineMillis() >= median)
                        .count();
        assertTrue(2 * asMany >= shares.size(), "at least half had so many or more");
        Share own = share(market, driver);
        assertEquals(
                own.offers() * 3_600_000.0 / own.onlineMillis(),
                compared.getDouble("yourOffersPerHour"),
                0.1);
    }

    @Test
    void nobodyElseIsNamed() {
        SmallMarket market = new SmallMarket(5, 14, ShippedPolicies.named("minimum-cost"));
        DriverId driver = market.drivers.get(1);

        String told = tell(market, driver, ENGLISH).encode();

        for (DriverId other : market.drivers) {
            assertEquals(
                    other.equals(driver), told.contains('"' + other.value() + '"'), other.value());
        }
        assertFalse(told.contains("{from}") || told.matches(".*\\{[a-z]+}.*"), told);
    }

    @Test
    void indonesianIsComplete() {
        SmallMarket market = new SmallMarket(6, 14, ShippedPolicies.named("fair-income"));
        Asked indonesian = new Asked(Language.ID, ZoneOffset.UTC);

        for (DriverId driver : market.drivers) {
            JsonObject english = tell(market, driver, ENGLISH);
            JsonObject told = tell(market, driver, indonesian);

            assertFalse(told.getString("text").matches(".*\\{[a-z]+}.*"), told.getString("text"));
            assertEquals(
                    english.getJsonArray("sentences").size(),
                    told.getJsonArray("sentences").size());
            assertEquals(english.getJsonObject("jobs"), told.getJsonObject("jobs"));
        }
    }

    @Test
    void fourOthersAreNotCompared() {
        SmallMarket market = new SmallMarket(7, 5, ShippedPolicies.named("minimum-cost"));

        JsonObject told = tell(market, market.drivers.get(1), ENGLISH);

        assertNull(told.getJsonObject("compared"));
        assertTrue(told.getString("text").contains("Fewer than 5 other drivers"));
    }

    @Test
    void medianIsTheMiddleOrTheMeanOfTwo() {
        assertEquals(0, Hour.median(List.of()));
        assertEquals(3, Hour.median(List.of(9L, 1L, 3L)));
        assertEquals(2, Hour.median(List.of(4L, 1L)));
    }
}
