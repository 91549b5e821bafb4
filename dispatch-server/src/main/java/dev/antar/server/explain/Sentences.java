package dev.antar.server.explain;

import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The sentences of an explanation, told in the order of their times.
final class Sentences {

    private record Said(long atMillis, Phrase phrase, String text) {}

    private final Asked asked;
    private final List<Said> said = new ArrayList<>();

    Sentences(Asked asked) {
        this.asked = asked;
    }

    void say(long atMillis, Phrase phrase, Map<String, String> values) {
        said.add(new Said(atMillis, phrase, phrase.in(asked.language(), values)));
    }

    boolean isEmpty() {
        return said.isEmpty();
    }

    /// Adds `text`, all of it, and `sentences`, each with its code and time.
    JsonObject putInto(JsonObject json) {
        // Sorting is stable: what was said of one moment stays in its order.
        List<Said> sorted = said.stream().sorted(Comparator.comparingLong(Said::atMillis)).toList();
        JsonArray list = new JsonArray();
        for (Said each : sorted) {
            list.add(
                    new JsonObject()
                            .put("code", each.phrase().name())
                            .put("at", Shape.moment(each.atMillis()))
                            .put("text", each.text()));
        }
        return json.put("lang", asked.language().word())
                .put("text", sorted.stream().map(Said::text).collect(Collectors.joining(" ")))
                .put("sentences", list);
    }
}
