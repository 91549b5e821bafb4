package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.Identifier;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.server.json.Input;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads the frames of driver apps. Throws [dev.antar.server.json.ProblemException] for what cannot
/// be read, before anything is done.
final class DriverFrames {

    private static final int PROTOCOL = 1;
    private static final long DAY_MILLIS = 24 * 3_600_000L;

    private DriverFrames() {}

    /// The first frame.
    ///
    /// @param phoneMillis the phone's clock, or 0 if it did not say
    /// @param region that the driver works in, if he says
    /// @param position where he is, if he says; only for finding his region
    record Hello(
            DriverProfile profile,
            long phoneMillis,
            @Nullable String region,
            @Nullable LatLng position) {}

    /// A command with its sender's name for it.
    ///
    /// @param meaning equal for the same frame whenever it comes, however its fields are ordered
    ///   and spaced, and different for frames that ask for something else; 64 bits, so that beside
    ///   each answer there is room for it
    record Named(String id, Command command, long meaning) {}

    /// A fix of a frame, or what is wrong with it.
    ///
    /// @param pointer where it stands in the frame
    record ReadFix(
            String pointer,
            @Nullable Fix fix,
            List<dev.antar.server.json.Problem.FieldError> errors) {}

    static Hello hello(Input frame) {
        frame.text("t");
        frame.integer("proto", PROTOCOL, PROTOCOL);
        String driver = frame.text("driver");
        Vehicle vehicle = frame.optionalWord("vehicle", Vehicle.class, Vehicle.CAR);
        List<String> skills = frame.optionalTexts("skills");
        int seats = frame.optionalInteger("seats", 4, 0, 100);
        int capacity = frame.optionalInteger("capacity", 1, 1, 20);
        long at = frame.has("at") ? frame.integer("at", 0, Long.MAX_VALUE) : 0;
        frame.optionalNumber("at", 0);
        String region = frame.optionalText("region");
        Input place = frame.optionalObject("position");
        LatLng position = place == null ? null : place.position();
        DriverProfile profile =
                frame.make(
                        () ->
                                DriverProfile.of(
                                        new DriverId(driver), vehicle, skills, seats, capacity));
        frame.finish();
        if (profile == null) {
            throw new IllegalStateException("a profile without errors was made");
        }
        return new Hello(profile, at, region, position);
    }

    /// The fixes of a frame.
    ///
    /// @param sequence the phone's number of the first, or [FixBatch#UNNUMBERED]
    /// @param single whether the frame is itself a fix
    record ReadFixes(int sequence, boolean single, List<ReadFix> fixes) {}

    static ReadFixes fixes(Input frame, String type) {
        List<ReadFix> read = new ArrayList<>();
        if ("fix".equals(type)) {
            Input alone = frame.alone();
            alone.text("t");
            int sequence = sequence(alone);
            read.add(fix(alone));
            return new ReadFixes(sequence, true, read);
        }
        frame.text("t");
        int sequence = sequence(frame);
        List<Input> parts = frame.objects("fixes", DriverLimits.FIXES_PER_FRAME);
        frame.finishOuter();
        for (Input part : parts) {
            read.add(fix(part.alone()));
        }
        return new ReadFixes(sequence, false, read);
    }

    private static int sequence(Input frame) {
        return frame.optionalInteger("seq", FixBatch.UNNUMBERED, 0, 0xffff);
    }

    /// A command of the given kind, or null where no such kind exists.
    static @Nullable Named command(Input frame, String type, DriverId driver, long nowMillis) {
        frame.text("t");
        String id = frame.text("id");
        frame.check(() -> Identifier.require("id", id));
        Command command = asked(frame, type, driver, nowMillis);
        if (command == null) {
            return null;
        }
        frame.finish();
        // Durations count from when the frame comes: what is the same is so at the same moment.
        return new Named(id, command, meaning(String.valueOf(asked(frame, type, driver, 0))));
    }

    private static @Nullable Command asked(
            Input frame, String type, DriverId driver, long nowMillis) {
        return switch (type) {
            case "online" -> {
                Availability availability = availability(frame, nowMillis);
                yield new Command.GoOnline(
                        nowMillis, driver, availability, limits(frame, nowMillis));
            }
            case "offline" -> new Command.GoOffline(nowMillis, driver);
            case "accept" -> new Command.AcceptOffer(nowMillis, driver, offer(frame));
            case "decline" -> new Command.DeclineOffer(nowMillis, driver, offer(frame));
            case "arrived" -> new Command.ArriveAtPickup(nowMillis, driver, job(frame));
            case "pickedUp" -> new Command.PickUpJob(nowMillis, driver, job(frame));
            case "completed" -> new Command.CompleteJob(nowMillis, driver, job(frame));
            case "release" -> new Command.ReleaseJob(nowMillis, driver, job(frame));
            default -> null;
        };
    }

    /// By FNV-1a. Whoever makes two commands meet deceives nobody but himself.
    private static long meaning(String command) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < command.length(); i++) {
            hash = (hash ^ command.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static ReadFix fix(Input part) {
        long at = part.integer("at", 0, Long.MAX_VALUE);
        LatLng position = part.position();
        double accuracy = part.optionalNumber("accuracy", Fix.UNKNOWN);
        double speed = part.optionalNumber("speed", Fix.UNKNOWN);
        double heading = part.optionalNumber("heading", Fix.UNKNOWN);
        boolean mock = part.optionalFlag("mock");
        Fix fix = part.make(() -> new Fix(position, at, accuracy, speed, heading, mock));
        return new ReadFix(part.pointer(), fix, part.errors());
    }

    /// The words for what offers a driver wants, in `online` and in `state`.
    enum Kind {
        OPEN,
        SILENT,
        BREAK,
        GO_HOME;

        static Kind of(Availability availability) {
            return switch (availability) {
                case Availability.Open _ -> OPEN;
                case Availability.Silent _ -> SILENT;
                case Availability.Break _ -> BREAK;
                case Availability.GoHome _ -> GO_HOME;
            };
        }
    }

    private static Availability availability(Input frame, long nowMillis) {
        Kind kind = frame.optionalWord("availability", Kind.class, Kind.OPEN);
        return switch (kind) {
            case OPEN -> Availability.open();
            case SILENT -> Availability.silent();
            case BREAK -> new Availability.Break(nowMillis + frame.integer("forMs", 0, DAY_MILLIS));
            case GO_HOME -> new Availability.GoHome(frame.position("home"));
        };
    }

    private static Limits limits(Input frame, long nowMillis) {
        Input part = frame.optionalObject("limits");
        if (part == null) {
            return Limits.NONE;
        }
        Limits none = Limits.NONE;
        int pickup = part.optionalInteger("maxPickupMeters", none.maxPickupMeters(), 0, 1_000_000);
        int trip = part.optionalInteger("maxTripMeters", none.maxTripMeters(), 0, 1_000_000);
        long shiftEnds =
                part.has("shiftEndsInMs")
                        ? nowMillis + part.integer("shiftEndsInMs", 0, DAY_MILLIS)
                        : none.shiftEndsAtMillis();
        long cash =
                part.has("maxCash") ? part.integer("maxCash", 0, Long.MAX_VALUE) : none.maxCash();
        return new Limits(pickup, trip, shiftEnds, cash);
    }

    private static long offer(Input frame) {
        String text = frame.text("offer");
        try {
            long offer = Long.parseLong(text);
            if (offer > 0) {
                return offer;
            }
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        if (!text.isEmpty()) {
            frame.wrong("offer", text, "must be the id of an offer");
        }
        return 0;
    }

    private static JobId job(Input frame) {
        String text = frame.text("job");
        JobId job = frame.make(() -> new JobId(text));
        return job == null ? new JobId("none") : job;
    }
}
