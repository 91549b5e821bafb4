package dev.antar.server.http;

import dev.antar.core.engine.Event;

import java.util.ArrayList;
import java.util.List;

/// The names of the events that jobs have, as streams and webhooks show them.
final class JobEventKinds {

    private static final List<String> ALL = of(Event.OfJob.class);

    private JobEventKinds() {}

    static List<String> all() {
        return ALL;
    }

    private static List<String> of(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type.getSimpleName());
        }
        List<String> names = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            for (String name : of(permitted)) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }
}
