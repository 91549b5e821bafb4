package dev.antar.simulator.lab;

import dev.antar.core.engine.Event;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.simulator.report.Foretold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/// Compares what was expected of offers when they were made with what came of them.
final class Calibration {

    /// Parts of the range of estimates.
    private static final int BANDS = 20;

    private static final int[] PICKUP_FROM_S = {0, 60, 120, 180, 240, 360, 480, 720};

    private record Expected(int permille, int pickupMillis) {}

    private static final class Tally {
        long offers;
        long accepted;
        long permille;

        void add(Expected expected, boolean accepts) {
            offers++;
            accepted += accepts ? 1 : 0;
            permille += expected.permille();
        }
    }

    private final ToIntFunction<Offer> estimate;
    private final Map<Long, Expected> live = new HashMap<>();
    private final Tally[] byEstimate = tallies(BANDS);
    private final Tally[] byPickup = tallies(PICKUP_FROM_S.length);
    private double squares;

    /// @param estimate what is expected of an offer just made, in thousandths
    Calibration(ToIntFunction<Offer> estimate) {
        this.estimate = estimate;
    }

    /// To be told of every event when it happens.
    void event(Event event) {
        switch (event) {
            case Event.OfferMade made -> made(made.offer());
            case Event.SwapOffered swap -> made(swap.offer());
            case Event.OfferAccepted end -> ended(end.offer(), true);
            case Event.OfferDeclined end -> ended(end.offer(), false);
            case Event.OfferExpired end -> ended(end.offer(), false);
            case Event.OfferWithdrawn end -> live.remove(end.offer());
            case Event.SwapEnded end when end.how() == OfferOutcome.WITHDRAWN ->
                    live.remove(end.offer());
            case Event.SwapEnded end -> ended(end.offer(), false);
            default -> {
                // Nothing else is about an offer.
            }
        }
    }

    private void made(Offer offer) {
        live.put(offer.id(), new Expected(estimate.applyAsInt(offer), offer.pickupMillis()));
    }

    private void ended(long offer, boolean accepts) {
        Expected expected = live.remove(offer);
        if (expected == null) {
            return;
        }
        byEstimate[Math.min(expected.permille() * BANDS / 1_000, BANDS - 1)].add(expected, accepts);
        int band = PICKUP_FROM_S.length - 1;
        while (expected.pickupMillis() < PICKUP_FROM_S[band] * 1_000) {
            band--;
        }
        byPickup[band].add(expected, accepts);
        double miss = (accepts ? 1 : 0) - expected.permille() / 1_000.0;
        squares += miss * miss;
    }

    Foretold result() {
        Tally all = new Tally();
        for (Tally tally : byPickup) {
            all.offers += tally.offers;
            all.accepted += tally.accepted;
        }
        double offers = Math.max(1, all.offers);
        double mean = all.accepted / offers;
        return new Foretold(
                bands(byEstimate, b -> 100 * b / BANDS + " to " + 100 * (b + 1) / BANDS + " %"),
                bands(byPickup, Calibration::pickups),
                squares / offers,
                mean * (1 - mean));
    }

    private static String pickups(int band) {
        return band == PICKUP_FROM_S.length - 1
                ? "pickup in " + PICKUP_FROM_S[band] + " s and more"
                : "pickup in " + PICKUP_FROM_S[band] + " to " + PICKUP_FROM_S[band + 1] + " s";
    }

    private static List<Foretold.Band> bands(Tally[] tallies, IntFunction<String> name) {
        List<Foretold.Band> bands = new ArrayList<>();
        for (int b = 0; b < tallies.length; b++) {
            Tally tally = tallies[b];
            if (tally.offers > 0) {
                bands.add(
                        new Foretold.Band(
                                name.apply(b),
                                tally.offers,
                                tally.permille / 1_000.0 / tally.offers,
                                (double) tally.accepted / tally.offers));
            }
        }
        return bands;
    }

    private static Tally[] tallies(int count) {
        Tally[] tallies = new Tally[count];
        for (int i = 0; i < count; i++) {
            tallies[i] = new Tally();
        }
        return tallies;
    }
}
