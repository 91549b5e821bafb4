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
import io.micrometer.core.instrument.Tags;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happens in one region, counted. The label is bounded, as a server's regions are.
final class RegionMeters implements RegionListener {

    private final MeterRegistry registry;
    private final String region;
    private final Map<Class<?>, Counter> kinds;
    private final Counts<FixQuality> qualities;
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
        this.kinds =
                kinds(Event.class)
                        .collect(Collectors.toUnmodifiableMap(kind -> kind, this::events));
        this.qualities =
                new Counts<>(
                        registry,
                        "antar.fix.quality.changes",
                        "How often drivers' reports became this reliable, or unreliable",
                        "quality",
                        Tags.of("region", region),
                        EnumSet.allOf(FixQuality.class));
        this.roundsProved = rounds("optimal");
        this.roundsCut = rounds("cut");
        this.roundsUnproved = rounds("none");
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            Objects.requireNonNull(kinds.get(event.getClass())).increment();
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
        qualities.increment(driver.quality());
    }

    /// Every kind of event there is.
    private static Stream<Class<?>> kinds(Class<?> type) {
        Class<?>[] kinds = type.getPermittedSubclasses();
        return kinds == null ? Stream.of(type) : Stream.of(kinds).flatMap(RegionMeters::kinds);
    }

    private Counter events(Class<?> kind) {
        return Counter.builder("antar.events")
                .description("Committed events by kind")
                .tag("kind", kind.getSimpleName())
                .tag("region", region)
                .register(registry);
    }

    private Counter rounds(String proof) {
        return Counter.builder("antar.rounds")
                .description("Rounds with jobs, by what is proved of their matches")
                .tag("proof", proof)
                .tag("region", region)
                .register(registry);
    }
}
