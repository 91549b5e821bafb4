package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobKind;
import dev.antar.core.matching.Acceptance;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the region learns from answers, and what that changes.
final class ExpectedRefusalTest {

    private final List<DecisionRecord> records = new ArrayList<>();

    private static DispatchConfig weighing(int percent) {
        DispatchConfig usual = DispatchConfig.defaults();
        return usual.withCost(usual.cost().withRefusals(percent));
    }

    private Region told(int percent) {
        Region region = new Region(weighing(percent));
        region.dispatcher =
                new Dispatcher(
                        region.config,
                        new MinimumCost(),
                        new Watcher() {
                            @Override
                            public boolean wantsDecisions() {
                                return true;
                            }

                            @Override
                            public void decided(DecisionRecord record) {
                                records.add(record);
                            }
                        });
        return region;
    }

    private static Offer liveOffer(Region region, String driver) {
        return Objects.requireNonNull(
                region.dispatcher.liveOfferTo(
                        Objects.requireNonNull(
                                region.dispatcher.roster().find(new DriverId(driver)))));
    }

    @Test
    void everyEndOfAnOfferButItsWithdrawalIsCounted() {
        Region region = new Region(weighing(100));
        region.driver("a", 100);
        region.driver("b", 110);
        region.job("declined", 0);
        region.decline("a", region.offerOf("declined"));
        region.accept("b", region.offerOf("declined"));
        region.job("expires", 0);
        region.pass(17, "a", "b");
        region.job("cancelled", 0);
        region.cancel("cancelled");

        List<AcceptanceEntry> learned = region.dispatcher.learnedAcceptance();

        assertEquals(1, learned.stream().mapToInt(AcceptanceEntry::accepted).sum());
        assertEquals(2, learned.stream().mapToInt(AcceptanceEntry::refused).sum());
        assertTrue(learned.stream().mapToLong(AcceptanceEntry::refusedMillis).sum() >= 15_000);
    }

    @Test
    void answerToAnOfferThatOutlivedARestartIsCountedOnce() {
        Region region = new Region(weighing(100));
        region.driver("a", 100);
        region.job("before", 0);
        region.accept("a", region.offerOf("before"));
        region.driver("b", 110);
        region.job("live", 0);
        List<AcceptanceEntry> before = region.dispatcher.learnedAcceptance();

        region.restart();

        assertEquals(before, region.dispatcher.learnedAcceptance());
        region.accept("b", region.offerOf("live"));
        assertEquals(
                2,
                region.dispatcher.learnedAcceptance().stream()
                        .mapToInt(AcceptanceEntry::accepted)
                        .sum());
        assertEquals(
                Snapshot.of(region.events).acceptance(), region.dispatcher.learnedAcceptance());
    }

    /// Whoever declines is asked next time as if he had not.
    @Test
    void whoDeclinesIsNotPunished() {
        Region region = told(1_000);
        region.driver("decliner", 100);
        region.driver("other", 110);
        for (int i = 0; i < 30; i++) {
            region.job("j" + i, 0);
            assertEquals("decliner", liveOffer(region, "decliner").driver().value());
            region.decline("decliner", region.offerOf("j" + i));
            region.cancel("j" + i);
        }
        region.job("again", 0);

        DecisionRecord record = records.getLast();

        assertEquals(new DriverId("decliner"), record.winner());
        assertEquals(2, record.considered().size());
        long own = record.considered().getFirst().terms().millis(CostTerm.REFUSAL);
        long others = record.considered().getLast().terms().millis(CostTerm.REFUSAL);
        assertTrue(own > 0 && own <= others, own + " of " + others);
    }

    /// "At most so far" means the way, however likely a refusal is: 290 m are 58 s.
    @Test
    void driverNearEnoughIsAskedAtOnceHoweverLikelyHeDeclines() {
        for (int percent : new int[] {0, 1_000}) {
            Region region = told(percent);
            region.driver("a", 290);
            region.job("near", 0);
            assertEquals("a", region.driverOf("near"));

            region = told(percent);
            region.driver("a", 310);
            region.job("far", 0);
            assertEquals("nobody", region.driverOf("far"));
        }
    }

    //  metres   0 ............ 2,000 ............ 4,000
    //           P               a                  b
    @Test
    void recordSaysWhatWasExpectedAndHowMuchNearerWouldHaveDone() {
        Region region = told(1_000);
        region.driver("a", 2_000);
        region.driver("b", 4_000);
        region.pass(1, "a", "b");
        region.job("j", 0);
        region.pass(2, "a", "b");

        DecisionRecord record = records.getLast();
        DecisionRecord.Considered winner = record.considered().getFirst();
        DecisionRecord.Considered second = Objects.requireNonNull(record.runnerUp());

        assertEquals(new DriverId("a"), record.winner());
        Offer offer = liveOffer(region, "a");
        assertEquals(
                region.dispatcher.acceptancePermille(offer, JobKind.RIDE),
                winner.acceptancePermille());
        assertTrue(winner.acceptancePermille() > second.acceptancePermille());
        assertTrue(second.terms().millis(CostTerm.REFUSAL) > 0);
        // So much nearer, and b is cheaper than a; a millisecond less and he is not.
        int way = (int) second.terms().millis(CostTerm.APPROACH) - second.nearerMillis();
        assertTrue(costAt(way) < winner.terms().totalMillis());
        assertTrue(costAt(way + 1) >= winner.terms().totalMillis());
        assertTrue(second.nearerMillis() < record.marginMillis());
    }

    private static long costAt(int way) {
        int row = Acceptance.row(JobKind.RIDE, false, 1_000);
        return way + 10L * new Acceptance().refusalMillis(row, way);
    }

    @Test
    void withoutWeightTheEstimateIsToldAndCostsNothing() {
        Region region = told(0);
        region.driver("a", 100);
        region.job("j", 0);

        DecisionRecord.Considered only = records.getLast().considered().getFirst();

        assertEquals(0, only.terms().millis(CostTerm.REFUSAL));
        assertEquals(857, only.acceptancePermille());
        assertNotNull(records.getLast().winner());
    }
}
