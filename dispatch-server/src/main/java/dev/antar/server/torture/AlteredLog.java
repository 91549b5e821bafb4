package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Another history than the region decided: with events left out or put in, and all after them
/// numbered so that no number tells of it. For regions whose commits all succeed.
final class AlteredLog {

    private final Predicate<Event> leftOut;
    private final Map<JobId, Integer> versions = new HashMap<>();
    private final Map<Long, Event.OfJob> offers = new HashMap<>();
    private final Set<JobId> ended = new HashSet<>();
    private long lastSeq;

    /// @param from what is written by then
    /// @param leftOut what is not written
    AlteredLog(Snapshot from, Predicate<Event> leftOut) {
        this.leftOut = leftOut;
        lastSeq = from.lastSeq();
        from.openJobs().forEach(event -> versions.put(event.job(), event.version()));
    }

    /// What is written in the place of these.
    List<Event> of(List<Event> decided) {
        List<Event> written = new ArrayList<>();
        for (Event event : decided) {
            if (!leftOut.test(event)) {
                written.add(next(event));
            }
        }
        return written;
    }

    /// An acceptance of this offer as the next event; null where the job is over or unknown.
    Event.@Nullable OfferAccepted acceptance(long atMillis, long offer) {
        Event.OfJob made = offers.get(offer);
        if (made == null || ended.contains(made.job())) {
            return null;
        }
        var driver =
                switch (made) {
                    case Event.OfferMade one -> one.offer().driver();
                    case Event.SwapOffered one -> one.offer().driver();
                    default -> throw new IllegalStateException(made + " makes no offer");
                };
        return (Event.OfferAccepted)
                next(new Event.OfferAccepted(0, atMillis, 0, made.job(), offer, driver));
    }

    private Event next(Event event) {
        lastSeq++;
        if (!(event instanceof Event.OfJob ofJob)) {
            return numbered(event, lastSeq, 0);
        }
        int version = versions.merge(ofJob.job(), 1, Integer::sum);
        Event.OfJob written = (Event.OfJob) numbered(event, lastSeq, version);
        if (written instanceof Event.OfferMade made) {
            offers.put(made.offer().id(), made);
        } else if (written instanceof Event.SwapOffered swap) {
            offers.put(swap.offer().id(), swap);
        } else if (Snapshot.ends(written)) {
            ended.add(written.job());
        }
        return written;
    }

    private static Event numbered(Event event, long seq, int version) {
        RecordComponent[] parts = event.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                values[i] =
                        switch (parts[i].getName()) {
                            case "seq" -> seq;
                            case "version" -> version;
                            default -> parts[i].getAccessor().invoke(event);
                        };
            }
            return event.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot number " + event, e);
        }
    }
}
