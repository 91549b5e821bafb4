package dev.antar.simulator.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.HdrHistogram.Histogram;

/// How long things took, seen by clients, milliseconds; requests from the moment they were meant to
/// be sent, so that a slow server cannot hide by keeping its clients from asking.
public final class Latencies {

    private static final long HIGHEST_MILLIS = 3_600_000;

    private final Histogram requestToOffer = new Histogram(HIGHEST_MILLIS, 3);
    private final Histogram requestToOfferNearby = new Histogram(HIGHEST_MILLIS, 3);
    private final Histogram acceptToAck = new Histogram(HIGHEST_MILLIS, 3);
    private final Histogram fixToLive = new Histogram(HIGHEST_MILLIS, 3);

    /// @param nearby whether a free driver was near when the job was asked for
    void requestToOffer(long millis, boolean nearby) {
        record(requestToOffer, millis);
        if (nearby) {
            record(requestToOfferNearby, millis);
        }
    }

    void acceptToAck(long millis) {
        record(acceptToAck, millis);
    }

    void fixToLive(long millis) {
        record(fixToLive, millis);
    }

    /// Adds an object per latency.
    public void put(ObjectNode node) {
        put(node.putObject("request_to_offer"), requestToOffer);
        put(node.putObject("request_to_offer_free_driver_nearby"), requestToOfferNearby);
        put(node.putObject("accept_to_ack"), acceptToAck);
        put(node.putObject("fix_to_live"), fixToLive);
    }

    private static void record(Histogram histogram, long millis) {
        histogram.recordValue(Math.clamp(millis, 0, HIGHEST_MILLIS));
    }

    private static void put(ObjectNode node, Histogram histogram) {
        node.put("count", histogram.getTotalCount());
        node.put("p50", histogram.getValueAtPercentile(50));
        node.put("p95", histogram.getValueAtPercentile(95));
        node.put("p99", histogram.getValueAtPercentile(99));
        node.put("max", histogram.getMaxValue());
    }
}
