package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.json.Shape;

import org.agrona.collections.Int2ObjectHashMap;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// A region as maps show it, brought up to date once a beat. No threads, no sockets; the region's
/// thread.
final class Picture implements RegionListener {

    /*
     * The region is cut into tiles, H3 cells of resolution 7 (some 5 km²). A driver or job is in one
     * tile; an aggregate (a cell with its counts) is in the tile three resolutions above it. A beat
     * settles what has changed since the last: each changed driver once, whatever he did, into the
     * tile where he is now. What a tile has to tell of the beat is written as JSON when the first
     * operator needs it; every other operator who covers the tile gets the same bytes. So the work
     * of a beat is: changed drivers (one H3 call each, and one encoding where somebody looks) plus,
     * for each operator, a walk over his tiles that collects references to bytes.
     *
     * Far out an operator covers tiles of aggregates. A driver changes an aggregate only when he
     * crosses into another cell or changes state, so what operators cost there depends on the cells
     * on their screens and not on how many drivers move in them.
     *
     * Tiles make up views by bounding boxes with a margin, not by exact shapes: an operator may get
     * some more than he sees, which is what makes panning smooth, and nothing has to be computed on
     * the sphere. Empty tiles are dropped, so memory follows what is on the map.
     */

    private final Roster roster;
    private final LongSupplier clock;
    private final CellCounts cells = new CellCounts();
    private final Layer drivers = new Layer(new CellGrid(CellCounts.TILE));
    private final Layer jobs = new Layer(new CellGrid(CellCounts.TILE));
    private final Layer offers = new Layer(new CellGrid(CellCounts.TILE));
    private final Int2ObjectHashMap<ShownDriver> bySlot = new Int2ObjectHashMap<>();
    private final Map<JobId, ShownJob> byJob = new HashMap<>();
    private final Map<Long, ShownOffer> byOffer = new HashMap<>();

    private String policy = "null";
    private long policySeq;
    private long seq;
    private long waits;
    private long waitMillis;

    /// Begins with what is there already.
    ///
    /// @param clock the region's
    Picture(Dispatcher dispatcher, LongSupplier clock) {
        this.roster = dispatcher.roster();
        this.clock = clock;
        Policy inForce = dispatcher.policy();
        if (inForce != null) {
            policy = Shape.policy(inForce).encode();
        }
        for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
            driverChanged(dispatcher.roster().at(slot));
        }
        for (OpenJob job : dispatcher.openJobs()) {
            jobChanged(job);
            Offer offer = job.offerId() == 0 ? null : dispatcher.liveOffer(job.offerId());
            if (offer != null) {
                made(offer);
            }
        }
    }

    @Override
    public void driverChanged(Driver driver) {
        ShownDriver shown = bySlot.get(driver.slot());
        if (shown == null) {
            shown = new ShownDriver(cells, driver, bySlot::remove);
            bySlot.put(driver.slot(), shown);
        }
        drivers.change(shown);
    }

    @Override
    public void jobChanged(OpenJob job) {
        ShownJob shown = byJob.computeIfAbsent(job.id(), _ -> new ShownJob(cells, roster, job));
        if (shown.takePickedUp()) {
            waits++;
            waitMillis += Math.max(0, clock.getAsLong() - job.job().requestedAtMillis());
        }
        jobs.change(shown);
        if (shown.ended()) {
            byJob.remove(job.id());
        }
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            switch (event) {
                case Event.OfferMade made -> made(made.offer());
                case Event.OfferAccepted ended -> ended(ended, "ACCEPTED");
                case Event.OfferDeclined ended -> ended(ended, "DECLINED");
                case Event.OfferExpired ended -> ended(ended, "EXPIRED");
                case Event.OfferWithdrawn ended -> ended(ended, "WITHDRAWN");
                case Event.SwapOffered swap -> made(swap.offer());
                case Event.SwapEnded ended -> ended(ended, ended.how().name());
                case Event.PolicyChanged changed -> {
                    policy = Shape.policy(changed.policy()).encode();
                    policySeq = changed.seq();
                }
                case Event.DriverRegistered _,
                        Event.DriverWentOnline _,
                        Event.DriverWentOffline _,
                        Event.DriverPaused _,
                        Event.DriverResumed _,
                        Event.DriverQueued _,
                        Event.DriverUnqueued _,
                        Event.JobSubmitted _,
                        Event.JobBecameDue _,
                        Event.DriverArrived _,
                        Event.JobPickedUp _,
                        Event.JobReleased _,
                        Event.JobCompleted _,
                        Event.JobCancelled _,
                        Event.JobUnfulfilled _ -> {}
            }
        }
    }

    /// What everybody is told in one beat.
    ///
    /// @param counts of the whole region, JSON; never changed
    @SuppressWarnings("ArrayRecordComponent")
    record Beat(long seq, String serverTime, byte[] counts, JsonPieces pieces) {}

    /// Begins a beat: everything is where it belongs until [#endBeat].
    Beat beat(Dispatcher dispatcher) {
        seq++;
        drivers.settle();
        jobs.settle();
        offers.settle();
        cells.settle();
        long now = dispatcher.nowMillis();
        JsonPieces pieces = new JsonPieces(now);
        byte[] counts = pieces.piece(json -> writeCounts(json, dispatcher));
        return new Beat(seq, Shape.moment(now), counts, pieces);
    }

    void endBeat() {
        drivers.endBeat();
        jobs.endBeat();
        offers.endBeat();
        cells.endBeat();
    }

    /// How many drivers are on the map, or changed since the last beat.
    int driversKnown() {
        return bySlot.size();
    }

    /// The policy in force, JSON.
    String policy() {
        return policy;
    }

    /// The change by which it came so since the feed began, or 0.
    long policySeq() {
        return policySeq;
    }

    Layer drivers() {
        return drivers;
    }

    Layer jobs() {
        return jobs;
    }

    Layer offers() {
        return offers;
    }

    /// The cells of one resolution.
    Layer cells(int resolution) {
        return cells.layer(resolution);
    }

    private void made(Offer offer) {
        ShownJob job = byJob.get(offer.job());
        if (job != null) {
            ShownOffer shown = new ShownOffer(offer, job.tileCell());
            byOffer.put(offer.id(), shown);
            offers.change(shown);
        }
    }

    private void ended(Event.OfferEnded ended, String outcome) {
        ShownOffer shown = byOffer.remove(ended.offer());
        if (shown != null) {
            shown.end(outcome);
            offers.change(shown);
        }
    }

    private void writeCounts(JsonGenerator json, Dispatcher dispatcher) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("drivers");
        for (DriverState state : DriverState.values()) {
            json.writeNumberField(state.name(), dispatcher.driversIn(state));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("jobs");
        for (JobState state : JobState.values()) {
            if (!state.ended()) {
                json.writeNumberField(state.name(), dispatcher.jobsIn(state));
            }
        }
        json.writeEndObject();
        json.writeNumberField("completed", dispatcher.jobsIn(JobState.COMPLETED));
        json.writeNumberField("cancelled", dispatcher.jobsIn(JobState.CANCELLED));
        json.writeNumberField("unfulfilled", dispatcher.jobsIn(JobState.UNFULFILLED));
        if (waits == 0) {
            json.writeNullField("meanWaitSeconds");
        } else {
            double mean = Math.round((double) waitMillis / waits) / 1000.0;
            json.writeNumberField("meanWaitSeconds", mean);
        }
        json.writeEndObject();
    }
}
