package dev.antar.server.torture;

import dev.antar.core.engine.Event;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How often each kind of event was written, and for which of its reasons; and which never.
final class EventCoverage {

    /// @param reason that each event of the kind gives, or null where there is none
    private record Kind(@Nullable Method reason, Map<String, Integer> times) {}

    private static final String WITHOUT = "";

    private final Map<Class<?>, Kind> kinds = new HashMap<>();

    EventCoverage() {
        addKinds(Event.class);
    }

    void add(Event event) {
        Kind kind = kinds.get(event.getClass());
        if (kind == null) {
            throw new IllegalStateException(event + " is of no kind of event");
        }
        kind.times.merge(reason(kind, event), 1, Integer::sum);
    }

    /// A line for each kind.
    String lines() {
        Map<String, Kind> byName = new TreeMap<>();
        kinds.forEach((type, kind) -> byName.put(type.getSimpleName(), kind));
        StringBuilder text = new StringBuilder(1_000);
        text.append("Events written, by their reasons:\n");
        byName.forEach(
                (name, kind) -> {
                    text.append(String.format(Locale.ROOT, "%-17s", name));
                    kind.times.forEach(
                            (reason, times) ->
                                    text.append(' ')
                                            .append(reason)
                                            .append(reason.isEmpty() ? "" : " ")
                                            .append(times == 0 ? "never" : times)
                                            .append(reason.isEmpty() ? "" : ";"));
                    text.append('\n');
                });
        return text.toString();
    }

    private void addKinds(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            kinds.put(type, kind(type));
            return;
        }
        for (Class<?> each : permitted) {
            addKinds(each);
        }
    }

    private static Kind kind(Class<?> type) {
        for (RecordComponent part : type.getRecordComponents()) {
            if (part.getType().isEnum()) {
                Map<String, Integer> times = new TreeMap<>();
                for (Object reason : part.getType().getEnumConstants()) {
                    times.put(reason.toString(), 0);
                }
                return new Kind(part.getAccessor(), times);
            }
        }
        Map<String, Integer> times = new TreeMap<>();
        times.put(WITHOUT, 0);
        return new Kind(null, times);
    }

    private static String reason(Kind kind, Event event) {
        Method reason = kind.reason;
        if (reason == null) {
            return WITHOUT;
        }
        try {
            return String.valueOf(reason.invoke(event));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read the reason of " + event, e);
        }
    }
}
