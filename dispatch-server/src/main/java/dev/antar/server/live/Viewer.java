package dev.antar.server.live;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What one operator has been shown, and what he is to be told next. The region's thread.
final class Viewer {

    /// How often it is looked whether a view has grown too full for showing everything in it.
    private static final int CENSUS_BEATS = 4;

    private static final Detail NOTHING_YET = new Detail(false, Detail.Jobs.CELLS, 0);

    private final Picture picture;
    private final Detail.Limits limits;
    private final String region;
    private final LatLng center;
    private final Cover drivers;
    private final Cover jobs;
    private final Cover offers;
    private @Nullable Cover cells;
    private View view = View.WHOLE;
    private boolean moved = true;
    private Detail detail = NOTHING_YET;
    private long shownSeq;
    private long shownPolicySeq;

    Viewer(Picture picture, Detail.Limits limits, String region, LatLng center) {
        this.picture = picture;
        this.limits = limits;
        this.region = region;
        this.center = center;
        this.drivers = new Cover(picture.drivers());
        this.jobs = new Cover(picture.jobs());
        this.offers = new Cover(picture.offers());
    }

    void lookAt(View next) {
        if (!next.equals(view)) {
            view = next;
            moved = true;
        }
    }

    /// Makes the next frame a snapshot.
    void startAgain() {
        shownSeq = 0;
    }

    /// Whether the next frame will be a snapshot because beats were missed.
    boolean behind(Picture.Beat beat) {
        return shownSeq == 0 || beat.seq() != shownSeq + 1;
    }

    /// What the operator is told in this beat: what has changed since the last, or everything if he
    /// missed beats or is shown things in another way from now on.
    Frame frame(Picture.Beat beat) {
        Detail before = detail;
        if (moved || beat.seq() % CENSUS_BEATS == 0) {
            detail = Detail.of(view, census(), before, limits);
            aim();
            moved = false;
        }
        boolean whole = behind(beat) || !detail.equals(before);
        shownSeq = beat.seq();
        return whole ? snapshot(beat) : delta(beat);
    }

    private Detail.Census census() {
        Bounds bounds = view.bounds();
        return new Detail.Census(
                picture.drivers().sizeIn(bounds),
                picture.jobs().size(),
                picture.jobs().sizeIn(bounds));
    }

    private void aim() {
        drivers.lookAt(view.bounds());
        Bounds ofJobs = detail.jobs() == Detail.Jobs.REGION ? Bounds.WORLD : view.bounds();
        jobs.lookAt(ofJobs);
        offers.lookAt(ofJobs);
        if (detail.resolution() > 0) {
            Layer layer = picture.cells(detail.resolution());
            if (cells == null || !cells.of(layer)) {
                cells = new Cover(layer);
            }
            cells.lookAt(view.bounds());
        } else {
            cells = null;
        }
    }

    private Frame snapshot(Picture.Beat beat) {
        JsonPieces pieces = beat.pieces();
        Frame frame = begin("snapshot", beat);
        frame.text(",\"region\":\"" + region + "\"");
        frame.text(",\"center\":{\"lat\":" + center.lat() + ",\"lng\":" + center.lng() + "}");
        Bounds extent = Extent.of(center, List.of(picture.drivers(), picture.jobs()));
        if (extent == null) {
            frame.text(",\"extent\":null");
        } else {
            frame.text(
                    ",\"extent\":{\"west\":"
                            + rounded(extent.west())
                            + ",\"south\":"
                            + rounded(extent.south())
                            + ",\"east\":"
                            + rounded(extent.east())
                            + ",\"north\":"
                            + rounded(extent.north())
                            + "}");
        }
        frame.text(
                ",\"detail\":{\"drivers\":\""
                        + (detail.eachDriver() ? "EACH" : "CELLS")
                        + "\",\"jobs\":\""
                        + detail.jobs()
                        + "\",\"resolution\":"
                        + (detail.resolution() == 0 ? "null" : detail.resolution())
                        + "}");
        tellPolicy(frame);
        list(frame, "drivers", detail.eachDriver() ? drivers.all(pieces) : List.of());
        boolean eachJob = detail.jobs() != Detail.Jobs.CELLS;
        list(frame, "jobs", eachJob ? jobs.all(pieces) : List.of());
        list(frame, "offers", eachJob ? offers.all(pieces) : List.of());
        if (cells != null) {
            list(frame, "cells", cells.all(pieces));
        }
        return end(frame, beat);
    }

    private Frame delta(Picture.Beat beat) {
        JsonPieces pieces = beat.pieces();
        Frame frame = begin("delta", beat);
        if (picture.policySeq() != shownPolicySeq) {
            tellPolicy(frame);
        }
        Cover.Changes ofDrivers = detail.eachDriver() ? drivers.changes(pieces) : Cover.NONE;
        list(frame, "driversRemoved", ofDrivers.gone());
        list(frame, "drivers", ofDrivers.items());
        boolean eachJob = detail.jobs() != Detail.Jobs.CELLS;
        Cover.Changes ofJobs = eachJob ? jobs.changes(pieces) : Cover.NONE;
        list(frame, "jobsEnded", ofJobs.left());
        if (!ofJobs.unseen().isEmpty()) {
            list(frame, "jobsRemoved", ofJobs.unseen());
        }
        list(frame, "jobs", ofJobs.items());
        Cover.Changes ofOffers = eachJob ? offers.changes(pieces) : Cover.NONE;
        list(frame, "offersEnded", ofOffers.left());
        list(frame, "offers", ofOffers.items());
        if (cells != null) {
            Cover.Changes ofCells = cells.changes(pieces);
            list(frame, "cellsRemoved", ofCells.gone());
            list(frame, "cells", ofCells.items());
        }
        return end(frame, beat);
    }

    private void tellPolicy(Frame frame) {
        frame.text(",\"policy\":" + picture.policy());
        shownPolicySeq = picture.policySeq();
    }

    private Frame begin(String type, Picture.Beat beat) {
        Frame frame = new Frame();
        frame.text(
                "{\"t\":\""
                        + type
                        + "\",\"seq\":"
                        + beat.seq()
                        + ",\"serverTime\":\""
                        + beat.serverTime()
                        + "\"");
        if (view.number() > 0) {
            frame.text(",\"view\":" + view.number());
        }
        return frame;
    }

    /// Some ten metres are enough for beginning with.
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e4) / 1e4;
    }

    private static void list(Frame frame, String field, List<byte[]> pieces) {
        frame.list(field).elements(pieces).endList();
    }

    private static Frame end(Frame frame, Picture.Beat beat) {
        return frame.text(",\"counts\":").add(beat.counts()).text("}");
    }
}
