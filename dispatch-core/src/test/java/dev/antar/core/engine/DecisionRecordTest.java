package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.WhatIf;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// What is told of decisions, and that telling changes none.
class DecisionRecordTest {

    private final List<DecisionRecord> records = new ArrayList<>();

    private final Watcher watcher =
            new Watcher() {
                @Override
                public boolean wantsDecisions() {
                    return true;
                }

                @Override
                public void decided(DecisionRecord record) {
                    records.add(record);
                }
            };

    private Region told() {
        Region region = new Region();
        region.dispatcher = new Dispatcher(region.config, new MinimumCost(), watcher);
        return region;
    }

    @Property(tries = 20)
    void decisionsAreTheSameWithAndWithoutRecords(@ForAll long seed) {
        records.clear();
        Region quiet = new Region();
        Region told = told();
        Random one = new Random(seed);
        Random other = new Random(seed);
        for (int step = 0; step < 300; step++) {
            DispatcherPropertyTest.step(quiet, one);
            DispatcherPropertyTest.step(told, other);
        }
        for (int step = 0; step < 100; step++) {
            DispatcherPropertyTest.liveStep(quiet, one, step);
            DispatcherPropertyTest.liveStep(told, other, step);
        }

        assertEquals(quiet.dispatcher.decisionHash(), told.dispatcher.decisionHash());
        assertEveryOfferHasItsRecord(told);
    }

    private void assertEveryOfferHasItsRecord(Region region) {
        List<DecisionRecord> offers = records.stream().filter(r -> r.seq() != 0).toList();
        int next = 0;
        for (Event event : region.events) {
            if (event instanceof Event.OfferMade made) {
                DecisionRecord record = offers.get(next++);
                assertEquals(made.seq(), record.seq());
                assertEquals(made.job(), record.job());
                assertEquals(made.offer().driver(), record.winner());
                assertNull(record.waits());
                CostTerms terms = termsOfWinner(record);
                if (made.offer().stops().isEmpty()) {
                    assertEquals(made.offer().pickupMillis(), terms.millis(CostTerm.APPROACH));
                }
            } else if (event instanceof Event.SwapOffered) {
                next++;
            }
        }
        assertEquals(offers.size(), next);
        records.stream().filter(r -> r.seq() == 0).forEach(r -> assertNotNull(r.waits()));
    }

    private static CostTerms termsOfWinner(DecisionRecord record) {
        return record.considered().stream()
                .filter(c -> c.driver().equals(record.winner()))
                .findFirst()
                .orElseThrow()
                .terms();
    }

    //  metres   0    100   200
    //           P     a     b
    @Test
    void runnerUpWouldHaveHadTheJobWereHeThatMuchNearer() {
        Region region = told();
        region.driver("a", 100);
        region.driver("b", 200);
        region.pass(1);
        region.job("j", 0);

        DecisionRecord record = records.getLast();
        DecisionRecord.Considered second = Objects.requireNonNull(record.runnerUp());

        assertEquals("a", Objects.requireNonNull(record.winner()).value());
        assertEquals("b", second.driver().value());
        assertEquals(record.marginMillis() + 1, second.nearerMillis());
        assertTrue(record.marginMillis() > 0);
    }

    @Test
    void driverWithoutTheVehicleIsToldThatItWasTheVehicle() {
        Region region = told();
        region.driver("near", 10);
        region.pass(1);
        region.job("j", 0, Region.needing(Vehicle.MOTORCYCLE));
        region.pass(2, "near");

        DecisionRecord record = records.getLast();

        assertNull(record.winner());
        assertEquals(UnmatchedReason.NO_DRIVER_WITH_REQUIREMENTS, record.waits());
        assertEquals(List.of(Exclusion.VEHICLE), record.others().getFirst().reasons());
        assertTrue(record.considered().isEmpty());
    }

    @Test
    void driverWhoDeclinedIsToldThatHeWouldHaveHadItOtherwise() {
        Region region = told();
        region.driver("a", 100);
        region.driver("b", 200);
        region.pass(1);
        region.job("j", 0);
        region.decline("a", region.offerOf("j"));

        DecisionRecord record = records.getLast();
        DecisionRecord.Other first = record.others().getFirst();

        assertEquals("b", Objects.requireNonNull(record.winner()).value());
        assertEquals("a", first.driver().value());
        assertEquals(List.of(Exclusion.DECLINED_BEFORE), first.reasons());
        assertEquals(WhatIf.Verdict.YES, first.otherwise());
    }

    @Test
    void nothingIsRecordedWhereNobodyListens() {
        Watcher deaf =
                new Watcher() {
                    @Override
                    public void decided(DecisionRecord record) {
                        records.add(record);
                    }
                };
        Region region = new Region();
        region.dispatcher = new Dispatcher(region.config, new MinimumCost(), deaf);
        region.driver("a", 100);
        region.pass(1);
        region.job("j", 0);

        assertFalse(region.events.isEmpty());
        assertTrue(records.isEmpty());
    }
}
