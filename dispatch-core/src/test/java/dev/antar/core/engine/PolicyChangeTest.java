package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.antar.core.job.JobState;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Drivers stand at metres east; `P` is the pickup.
final class PolicyChangeTest {

    private final Region region = new Region();

    //  metres   0   100     1000
    //           a   P       b, P
    @Test
    void offersAreMadeByThePolicyInForceAndLiveOnesStand() {
        region.driver("a", 0);
        region.job("first", 100);
        long before = expiryOf("first");

        change(Map.of(PolicyParameter.OFFER_MS, 40_000, PolicyParameter.PROMPT_MS, 0));
        region.driver("b", 1_000);
        region.job("second", 1_000);
        JobState afterPrompt = region.stateOf("second");
        region.pass(1, "a", "b");

        assertEquals(before, expiryOf("first"));
        assertEquals(JobState.PENDING, afterPrompt);
        assertEquals(region.now + 40_000, expiryOf("second"));
    }

    //  metres   0        2000
    //           P        a
    @Test
    void longestPickupOfTheNewPolicyHoldsInTheNextRound() {
        change(Map.of(PolicyParameter.MAX_PICKUP_MS, 60_000));
        region.driver("a", 2_000);
        region.job("far", 0);
        region.pass(3, "a");
        JobState under = region.stateOf("far");

        change(Map.of());
        region.pass(1, "a");

        assertEquals(JobState.PENDING, under);
        assertEquals("a", region.driverOf("far"));
    }

    @Test
    void shorterRoundsBeginAtOnce() {
        change(Map.of(PolicyParameter.ROUND_MS, 60_000, PolicyParameter.PROMPT_MS, 0));
        region.pass(1);
        region.driver("a", 0);
        region.job("j", 100);
        region.pass(5, "a");
        JobState under = region.stateOf("j");

        change(Map.of(PolicyParameter.PROMPT_MS, 0));
        region.pass(1, "a");

        assertEquals(JobState.PENDING, under);
        assertEquals(JobState.OFFERED, region.stateOf("j"));
    }

    @Test
    void whatThePolicyLeavesOpenIsAsTheRegionBeganNotAsItWasBefore() {
        change(Map.of(PolicyParameter.OFFER_MS, 40_000));
        change(Map.of(PolicyParameter.LEAD_MS, 7));

        assertEquals(15_000, region.dispatcher.config().offerMillis());
        assertEquals(7, region.dispatcher.config().leadMillis());
    }

    @Test
    void repeatedCommandMakesOneEventAndAnotherReasonASecond() {
        Policy policy = Policy.of("nearest-first");
        region.handle(new Command.ChangePolicy(region.now, policy, "ops", "a try"));
        region.handle(new Command.ChangePolicy(region.now + 5, policy, "ops", "a try"));
        region.handle(new Command.ChangePolicy(region.now + 9, policy, "ops", "another"));

        assertEquals(2, region.events.size());
        assertEquals(policy, region.dispatcher.policy());
    }

    @Test
    void changeThatComesAfterAnotherThanItsMakerSawIsRefused() {
        change(Map.of(PolicyParameter.OFFER_MS, 40_000));
        long seen = region.dispatcher.lastSeq();
        change(Map.of(PolicyParameter.OFFER_MS, 50_000));

        Result late = changeAfter(seen);
        Result never = changeAfter(0L);
        int offerMillis = region.dispatcher.config().offerMillis();
        Result right = changeAfter(region.dispatcher.lastSeq());

        assertEquals(Result.rejected(Rejection.POLICY_CHANGED), late);
        assertEquals(Result.rejected(Rejection.POLICY_CHANGED), never);
        assertEquals(50_000, offerMillis);
        assertEquals(Result.done(), right);
    }

    @Test
    void changeKeepsOnWhatItRestsAndDiffersByIt() {
        Policy policy = Policy.of("nearest-first");
        Grounds why = new Grounds.WithoutReport("the road is closed");
        region.handle(new Command.ChangePolicy(region.now, policy, "ops", "x", null, null));
        String without = region.dispatcher.decisionHash();
        region.handle(new Command.ChangePolicy(region.now, policy, "ops", "x", why, null));

        assertEquals(why, Objects.requireNonNull(region.dispatcher.policyChange()).grounds());
        assertEquals(2, region.events.size());
        assertNotEquals(without, region.dispatcher.decisionHash());
    }

    @Test
    void restartGoesOnWithTheLatestPolicy() {
        assertNull(region.dispatcher.policyChange());
        change(Map.of(PolicyParameter.OFFER_MS, 40_000));
        change(Map.of(PolicyParameter.OFFER_MS, 50_000));
        Event last = region.events.getLast();

        region.restart();

        assertEquals(last, region.dispatcher.policyChange());
        assertEquals(50_000, region.dispatcher.config().offerMillis());
        assertEquals(2, region.dispatcher.lastSeq());
    }

    @Test
    void sameCommandsWithAChangeInBetweenGiveTheSameDecisions() {
        assertEquals(market("minimum-cost"), market("minimum-cost"));
        assertNotEquals(market("minimum-cost"), market("nearest-first"));
    }

    @Test
    void whoChangesItMustSayHisNameAndWhy() {
        Policy policy = Policy.of("minimum-cost");
        for (String wrong : List.of("", " ", "x".repeat(201))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Command.ChangePolicy(0, policy, "ops", wrong));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Command.ChangePolicy(0, policy, wrong, "why"));
        }
    }

    /// The fingerprint of a small market whose policy changes half way.
    private static String market(String then) {
        Region city = new Region();
        for (int i = 0; i < 6; i++) {
            city.driver("d" + i, i * 700);
        }
        for (int i = 0; i < 12; i++) {
            if (i == 6) {
                city.handle(new Command.ChangePolicy(city.now, Policy.of(then), "ops", "half"));
            }
            city.job("j" + i, i * 331 % 4_000);
            city.pass(4, "d0", "d1", "d2", "d3", "d4", "d5");
        }
        return city.dispatcher.decisionHash();
    }

    private long expiryOf(String job) {
        return Objects.requireNonNull(region.dispatcher.liveOffer(region.offerOf(job)))
                .expiresAtMillis();
    }

    private Result changeAfter(Long seen) {
        return region.handle(
                new Command.ChangePolicy(
                        region.now, Policy.of("minimum-cost"), "trial", "next", null, seen));
    }

    private void change(Map<PolicyParameter, Integer> parameters) {
        Policy policy = new Policy("p", 1, "", "minimum-cost", parameters);
        region.handle(new Command.ChangePolicy(region.now, policy, "ops", "a try"));
    }
}
