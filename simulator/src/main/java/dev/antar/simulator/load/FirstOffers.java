package dev.antar.simulator.load;

import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;

import java.util.HashMap;
import java.util.Map;

/// Measures how long customers wait for the first offer of their job. One thread.
public final class FirstOffers {

    private final Measures measures;
    private final Map<String, Asked> asked = new HashMap<>();

    /// When a job was meant to be asked for, and whether a free driver was near.
    private record Asked(long atMicros, boolean nearby) {}

    public FirstOffers(Measures measures) {
        this.measures = measures;
    }

    public void asked(String job, long intendedMicros, boolean nearby) {
        asked.put(job, new Asked(intendedMicros, nearby));
    }

    /// A driver's phone shows an offer of this job; only the first counts.
    public void offered(String job, long nowMicros) {
        Asked first = asked.remove(job);
        if (first != null) {
            measures.took(Metric.OFFER_ANY, first.atMicros, nowMicros);
            if (first.nearby) {
                measures.took(Metric.OFFER_LATENCY, first.atMicros, nowMicros);
            }
        }
    }
}
