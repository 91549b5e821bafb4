package dev.antar.core.engine;

import dev.antar.core.policy.Grounds;

/// A running 64-bit fingerprint (FNV-1a) of a region's events. Two histories with the same value
/// took the same decisions at the same times; equal on every JVM and processor.
final class DecisionHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long value = OFFSET;

    /// Sixteen hexadecimal digits.
    String hex() {
        return String.format("%016x", value);
    }

    long value() {
        return value;
    }

    /// Goes on from there.
    void restore(long reached) {
        value = reached;
    }

    void add(Event event) {
        add(kind(event));
        add(event.atMillis());
        switch (event) {
            case Event.PolicyChanged changed -> {
                add(changed.policy().hash());
                add(changed.by());
                add(changed.reason());
                switch (changed.grounds()) {
                    case null -> {}
                    case Grounds.Report report -> add(report.digest());
                    case Grounds.WithoutReport without -> add(without.why());
                }
            }
            case Event.DriverRegistered registered -> add(registered.profile().id().value());
            case Event.DriverWentOnline online -> add(online.driver().value());
            case Event.DriverWentOffline offline -> {
                add(offline.driver().value());
                add(offline.reason().name());
            }
            case Event.DriverQueued queued -> {
                add(queued.driver().value());
                add(queued.zone());
            }
            case Event.DriverUnqueued unqueued -> {
                add(unqueued.driver().value());
                add(unqueued.reason().name());
            }
            case Event.DriverPaused paused -> {
                add(paused.driver().value());
                add(paused.by());
                add(paused.reason());
            }
            case Event.DriverResumed resumed -> {
                add(resumed.driver().value());
                add(resumed.by());
                add(resumed.reason());
            }
            case Event.OfferMade made -> {
                addJob(made);
                add(made.offer().id());
                add(made.offer().driver().value());
                add(made.offer().pickupMillis());
                add(made.offer().pay().amount());
            }
            case Event.SwapOffered swap -> {
                addJob(swap);
                add(swap.offer().id());
                add(swap.offer().driver().value());
                add(swap.offer().pickupMillis());
                add(swap.offer().pay().amount());
            }
            case Event.JobReleased released -> {
                addJob(released);
                Event.WayDriven way = released.way();
                add(way == null ? 0 : way.pay().amount());
            }
            case Event.OfferEnded ended -> {
                addJob(ended);
                add(ended.offer());
                add(ended.driver().value());
            }
            case Event.JobCancelled cancelled -> {
                addJob(cancelled);
                add(cancelled.by().name());
            }
            case Event.JobUnfulfilled unfulfilled -> {
                addJob(unfulfilled);
                add(unfulfilled.reason().name());
            }
            case Event.OfJob ofJob -> addJob(ofJob);
        }
    }

    private void addJob(Event.OfJob event) {
        add(event.job().value());
        add(event.version());
    }

    private static int kind(Event event) {
        return switch (event) {
            case Event.DriverRegistered _ -> 1;
            case Event.DriverWentOnline _ -> 2;
            case Event.DriverWentOffline _ -> 3;
            case Event.JobSubmitted _ -> 4;
            case Event.JobBecameDue _ -> 5;
            case Event.OfferMade _ -> 6;
            case Event.OfferAccepted _ -> 7;
            case Event.OfferDeclined _ -> 8;
            case Event.OfferExpired _ -> 9;
            case Event.OfferWithdrawn _ -> 10;
            case Event.DriverArrived _ -> 11;
            case Event.JobPickedUp _ -> 12;
            case Event.JobCompleted _ -> 13;
            case Event.JobReleased _ -> 14;
            case Event.SwapOffered _ -> 20;
            case Event.SwapEnded _ -> 21;
            case Event.JobCancelled _ -> 15;
            case Event.JobUnfulfilled _ -> 16;
            case Event.DriverQueued _ -> 17;
            case Event.DriverUnqueued _ -> 18;
            case Event.PolicyChanged _ -> 19;
            case Event.DriverPaused _ -> 22;
            case Event.DriverResumed _ -> 23;
        };
    }

    private void add(long number) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value = (value ^ ((number >>> shift) & 0xff)) * PRIME;
        }
    }

    private void add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            value = (value ^ text.charAt(i)) * PRIME;
        }
    }
}
