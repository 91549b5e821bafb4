package dev.antar.simulator.races;

import dev.antar.simulator.wire.Ack;
import dev.antar.simulator.wire.JobEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One offer and all that both sides saw of its end. Times are epoch milliseconds of this machine,
/// which is also the server's. One event loop.
final class Race {

    /// A moment that has not come.
    private static final long NEVER = 0;

    private final Kind kind;
    private final String job;
    private final String offer;
    private final long deadlineMillis;
    private final List<JobEvent> events = new ArrayList<>();
    private long acceptedMillis = NEVER;
    private long ackMillis = NEVER;
    private long endedMillis = NEVER;
    private long takenMillis = NEVER;
    private @Nullable Ack ack;
    private int cancelStatus;
    private String outcome = "";

    /// @param deadlineMillis of the offer, as the driver was told
    Race(Kind kind, String job, String offer, long deadlineMillis) {
        this.kind = kind;
        this.job = job;
        this.offer = offer;
        this.deadlineMillis = deadlineMillis;
    }

    Kind kind() {
        return kind;
    }

    String job() {
        return job;
    }

    String offer() {
        return offer;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    void accepting() {
        acceptedMillis = System.currentTimeMillis();
    }

    void acknowledged(Ack answer) {
        ack = answer;
        ackMillis = System.currentTimeMillis();
    }

    void cancelled(int status) {
        cancelStatus = status;
    }

    /// The driver hears how the offer ended.
    void ended(String how) {
        if (endedMillis == NEVER) {
            outcome = how;
            endedMillis = System.currentTimeMillis();
        }
    }

    /// The driver hears that a job he held is cancelled.
    void taken() {
        takenMillis = System.currentTimeMillis();
    }

    void happened(JobEvent event) {
        events.add(event);
    }

    /// Whether everybody was answered: the driver, the customer, and the driver about the offer.
    boolean decided() {
        return (!kind.accepts() || ack != null)
                && (!kind.cancels() || cancelStatus != 0)
                && endedMillis != NEVER;
    }

    /// Whether the job is known to be at its end.
    boolean ready() {
        return cancelStatus != 0;
    }

    /// Whether he who won the job has heard that it is cancelled.
    boolean over() {
        return !(ack instanceof Ack.Done) || takenMillis != NEVER;
    }

    /// How the offer ended by what is committed; none or several where something is broken.
    List<String> ends() {
        return events.stream()
                .filter(event -> offer.equals(String.valueOf(event.data().getValue("offer"))))
                .map(JobEvent::kind)
                .filter(kindOf -> !kindOf.equals("OfferMade"))
                .toList();
    }

    /// What was told to somebody and is not so; empty where all is well.
    String lie() {
        List<String> ends = ends();
        if (ends.size() != 1) {
            return "the offer ended " + ends.size() + " times: " + ends;
        }
        String end = ends.getFirst();
        if (!end.equals(named(outcome))) {
            return "the driver was told " + outcome + ", committed is " + end;
        }
        String told =
                switch (ack) {
                    case null -> end;
                    case Ack.Done _ -> "OfferAccepted";
                    case Ack.Rejected(String reason) ->
                            reason.startsWith("OFFER_") ? named(reason.substring(6)) : reason;
                };
        if (!told.equals(end)) {
            return "the acceptance was answered by " + told + ", committed is " + end;
        }
        if (kind.accepts() != (ack != null)) {
            return "the acceptance was never answered";
        }
        long cancels = events.stream().filter(e -> e.kind().equals("JobCancelled")).count();
        if (cancelStatus != 200 || cancels != 1) {
            return "cancelling was answered " + cancelStatus + ", committed " + cancels + " times";
        }
        return "";
    }

    /// Which end won.
    String winner() {
        List<String> ends = ends();
        return ends.isEmpty() ? "none" : ends.getFirst();
    }

    /// How long it took from the decision until the loser knew, by what it was: the driver whose
    /// acceptance came too late, or under whom the job was cancelled, or whose offer was withdrawn;
    /// and from a deadline, for one that ran out.
    Map<String, Long> waitsMillis() {
        Map<String, Long> waits = new TreeMap<>();
        if (ack instanceof Ack.Rejected) {
            waits.put("acceptance refused", ackMillis - Math.max(acceptedMillis, decidedAt()));
        }
        switch (outcome) {
            case "EXPIRED" -> waits.put("offer ran out", endedMillis - deadlineMillis);
            case "WITHDRAWN" -> waits.put("offer withdrawn", endedMillis - decidedAt());
            default -> {
                if (takenMillis != NEVER && kind.cancels()) {
                    waits.put("job cancelled under the driver", takenMillis - at("JobCancelled"));
                }
            }
        }
        return waits;
    }

    /// When the offer ended, by the server's clock.
    private long decidedAt() {
        return at(winner());
    }

    private long at(String kindOf) {
        return events.stream()
                .filter(event -> event.kind().equals(kindOf))
                .mapToLong(event -> Instant.parse(event.data().getString("at")).toEpochMilli())
                .max()
                .orElse(NEVER);
    }

    private static String named(String word) {
        return switch (word) {
            case "ACCEPTED" -> "OfferAccepted";
            case "DECLINED" -> "OfferDeclined";
            case "EXPIRED" -> "OfferExpired";
            case "WITHDRAWN" -> "OfferWithdrawn";
            default -> word;
        };
    }
}
