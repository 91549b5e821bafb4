package dev.antar.server.metrics;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Fairness;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.matching.Certificate;
import dev.antar.server.engine.RegionListener;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What happens in one region, counted. The label is bounded, as a server's regions are.
final class RegionMeters implements RegionListener {

    private final MeterRegistry registry;
    private final String region;
    private final DistributionSummary roundJobs;
    private final Counter roundMatches;
    private final Counter fairOffers;
    private final Counter fairExtra;
    private final AtomicInteger fairWeightMillis = new AtomicInteger();
    private final Counter roundsProved;
    private final Counter roundsCut;
    private final Counter roundsUnproved;

    RegionMeters(MeterRegistry registry, String region) {
        this.registry = registry;
        this.region = region;
        this.roundJobs =
                DistributionSummary.builder("antar.round.jobs")
                        .description("Jobs that waited when a round was held")
                        .tag("region", region)
                        .register(registry);
        this.roundMatches =
                Counter.builder("antar.round.matches")
                        .description("Offers made by rounds")
                        .tag("region", region)
                        .register(registry);
        this.fairOffers =
                Counter.builder("antar.fairness.offers")
                        .description("Offers made with regard to drivers' incomes")
                        .tag("region", region)
                        .register(registry);
        this.fairExtra =
                Counter.builder("antar.fairness.extra.seconds")
                        .description("Waiting that regard to drivers' incomes has cost, measured")
                        .tag("region", region)
                        .register(registry);
        Gauge.builder("antar.fairness.weight.seconds", fairWeightMillis, w -> w.get() / 1_000.0)
                .description("What the driver paid most costs on top now")
                .tag("region", region)
                .register(registry);
        this.roundsProved = rounds("optimal");
        this.roundsCut = rounds("cut");
        this.roundsUnproved = rounds("none");
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            Counter.builder("antar.events")
                    .description("Committed events by kind")
                    .tag("kind", event.getClass().getSimpleName())
                    .tag("region", region)
                    .register(registry)
                    .increment();
        }
    }

    @Override
    public void roundHeld(int jobs, int matches, Certificate proof) {
        roundJobs.record(jobs);
        roundMatches.increment(matches);
        if (jobs > 0) {
            boolean none = proof.equals(Certificate.NONE);
            (none ? roundsUnproved : proof.optimal() ? roundsProved : roundsCut).increment();
        }
    }

    @Override
    public void incomesPriced(Fairness.Round price) {
        fairOffers.increment(price.offers());
        // A counter cannot fall; code that is not exact may now and then gain by the regard.
        fairExtra.increment(Math.max(0, price.extraMillis()) / 1_000.0);
        fairWeightMillis.set(price.weightMillis());
    }

    @Override
    public void qualityChanged(Driver driver, FixQuality before) {
        Counter.builder("antar.fix.quality.changes")
                .description("How often drivers' reports became this reliable, or unreliable")
                .tag("quality", driver.quality().name())
                .tag("region", region)
                .register(registry)
                .increment();
    }

    private Counter rounds(String proof) {
        return Counter.builder("antar.rounds")
                .description("Rounds with jobs, by what is proved of their matches")
                .tag("proof", proof)
                .tag("region", region)
                .register(registry);
    }
}
