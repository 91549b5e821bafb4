package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.NearbyDriver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a replay tells on the terminal.
public final class ReplayReport implements Replay.Watching {

    private static final int NEAR = 5;
    private static final double NEAR_METERS = 10_000;
    private static final int JOBS_SHOWN = 20;

    private final PrintStream out;
    private final @Nullable String job;
    private final boolean brief;
    private @Nullable LatLng pickup;
    private boolean jobSeen;

    /// @param job of which everything is told, or null
    /// @param brief whether only the outcome is told
    public ReplayReport(PrintStream out, @Nullable String job, boolean brief) {
        this.out = out;
        this.job = job;
        this.brief = brief;
    }

    @Override
    public void handled(Command command, List<Event> events, @Nullable Dispatcher dispatcher) {
        if (job == null) {
            return;
        }
        for (Event event : events) {
            if (event instanceof Event.OfJob ofJob && ofJob.job().value().equals(job)) {
                tell(ofJob, dispatcher);
            }
        }
    }

    /// How much was replayed and how it ended.
    public void summary(Replay replay, FlightReader reader) {
        Dispatcher dispatcher = replay.dispatcher();
        var beginning = replay.beginning();
        if (beginning == null) {
            out.println("  it has no beginning: nothing can be replayed");
            return;
        }
        out.printf(
                Locale.ROOT,
                "  region %s, written by Antar %s, policy %s version %d%n",
                beginning.region(),
                reader.antar(),
                beginning.policy().name(),
                beginning.policy().version());
        out.printf(
                Locale.ROOT,
                "  %s to %s: %,d commands, %,d fixes, %,d events%n",
                at(beginning.atMillis()),
                at(replay.latestMillis()),
                replay.commands(),
                replay.fixes(),
                replay.events());
        if (replay.linked()) {
            out.println(
                    "  begins where " + reader.continues() + " ends, bit for bit the same engine");
        } else if (!reader.continues().isEmpty()) {
            out.println("  begins in the middle, where " + reader.continues() + " ends");
        }
        String cut = reader.cut();
        if (cut != null) {
            out.println("  " + cut);
        } else if (!replay.ended().isEmpty()) {
            out.println("  the record ends: " + replay.ended());
        }
        if (job != null && !jobSeen) {
            out.println("  job " + job + ": nothing was decided about it here");
        }
        if (reader.isCoarsened()) {
            out.println("  not verifiable: " + reader.coarsened());
        } else if (replay.difference() == null && dispatcher != null) {
            out.println("  EQUAL, bit for bit; fingerprint " + dispatcher.decisionHash());
        }
    }

    /// Both sides of the first difference.
    public void difference(Replay.Difference difference) {
        out.println("  DIFFERENT at " + at(difference.atMillis()) + " on " + difference.command());
        out.println("  recorded:");
        difference.recorded().forEach(line -> out.println("    " + line));
        out.println("  replayed:");
        difference.replayed().forEach(line -> out.println("    " + line));
    }

    /// What the region is like at the end.
    public void state(Dispatcher dispatcher) {
        if (brief) {
            return;
        }
        out.println("  at " + at(dispatcher.nowMillis()));
        Map<String, Integer> drivers = new TreeMap<>();
        for (DriverState each : DriverState.values()) {
            drivers.put(each.name(), dispatcher.driversIn(each));
        }
        out.println("    drivers  " + drivers);
        List<OpenJob> open = new ArrayList<>(dispatcher.openJobs());
        open.sort(Comparator.comparingLong(OpenJob::order));
        out.println(
                "    jobs     "
                        + open.size()
                        + " open, "
                        + dispatcher.jobsIn(JobState.COMPLETED)
                        + " completed, "
                        + dispatcher.jobsIn(JobState.CANCELLED)
                        + " cancelled, "
                        + dispatcher.jobsIn(JobState.UNFULFILLED)
                        + " unfulfilled");
        for (OpenJob each : open.subList(0, Math.min(JOBS_SHOWN, open.size()))) {
            out.println("      " + each.id() + "  " + each.state() + reason(each));
        }
        if (open.size() > JOBS_SHOWN) {
            out.println("      … and " + (open.size() - JOBS_SHOWN) + " more");
        }
    }

    private static String reason(OpenJob job) {
        return job.unmatchedReason() == null ? "" : "  " + job.unmatchedReason();
    }

    private void tell(Event.OfJob event, @Nullable Dispatcher dispatcher) {
        jobSeen = true;
        out.println("  " + at(event.atMillis()) + "  " + words(event));
        if (event instanceof Event.JobSubmitted submitted) {
            pickup = submitted.asked().pickup();
        }
        LatLng place = pickup;
        if (event instanceof Event.OfferMade && place != null && dispatcher != null) {
            for (NearbyDriver near :
                    dispatcher.nearestDrivers(place, NEAR, NEAR_METERS, _ -> true)) {
                out.printf(
                        Locale.ROOT,
                        "      %6.0f m  %s  %s %s%n",
                        near.meters(),
                        near.driver().id(),
                        near.driver().state(),
                        near.driver().liveness());
            }
        }
    }

    private static String words(Event.OfJob event) {
        return switch (event) {
            case Event.OfferMade(_, _, _, var offer) ->
                    String.format(
                            Locale.ROOT,
                            "offered to %s: %d s and %d m to the pickup, pays %d %s (minor units)",
                            offer.driver(),
                            offer.pickupMillis() / 1_000,
                            offer.pickupMeters(),
                            offer.pay().amount(),
                            offer.pay().currency());
            default -> RecordingJson.text(Event.class, event);
        };
    }

    private static String at(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
