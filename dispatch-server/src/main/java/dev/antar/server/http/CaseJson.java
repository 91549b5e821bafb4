package dev.antar.server.http;

import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.CaseArchive.Entry;
import dev.antar.server.engine.CaseArchive.Opened;
import dev.antar.server.engine.CaseArchive.ReviewCase;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/// Cases as operators and drivers see them.
final class CaseJson {

    /// Of the evidence, what is for the operator's eyes: it names others.
    private static final List<String> OPERATORS = List.of("record", "replay");

    private CaseJson() {}

    /// In a list: where it stands.
    static JsonObject brief(ReviewCase of, long nowMillis) {
        Opened opened = of.opened();
        Entry answer = of.answer();
        boolean beyond = (answer == null ? nowMillis : answer.atMillis()) > opened.dueAtMillis();
        JsonObject json =
                new JsonObject()
                        .put("id", opened.id())
                        .put("driver", opened.driver().value())
                        .put("region", opened.region())
                        .put("subject", opened.subject().name())
                        .put("job", opened.job())
                        .put("date", opened.day())
                        .put("words", opened.words())
                        .put("state", answer == null ? "OPEN" : "ANSWERED")
                        .put("openedAt", Shape.moment(opened.openedAtMillis()))
                        .put("dueAt", Shape.moment(opened.dueAtMillis()))
                        .put("overdue", answer == null && beyond)
                        .put("late", answer != null && beyond);
        return answer == null ? json.putNull("answer") : json.put("answer", entry(answer));
    }

    /// All of it.
    static JsonObject whole(ReviewCase of, long nowMillis) {
        return brief(of, nowMillis)
                .put("evidence", new JsonObject(of.opened().evidence()))
                .put("history", history(of));
    }

    /// All that is the driver's.
    static JsonObject toDriver(ReviewCase of, long nowMillis) {
        JsonObject evidence = new JsonObject(of.opened().evidence());
        OPERATORS.forEach(evidence::remove);
        return brief(of, nowMillis).put("evidence", evidence).put("history", history(of));
    }

    private static JsonArray history(ReviewCase of) {
        JsonArray history = new JsonArray();
        Opened opened = of.opened();
        history.add(
                new JsonObject()
                        .put("at", Shape.moment(opened.openedAtMillis()))
                        .put("kind", "OPENED")
                        .put("by", opened.driver().value())
                        .put("text", opened.words()));
        of.history().forEach(each -> history.add(entry(each)));
        return history;
    }

    private static JsonObject entry(Entry entry) {
        JsonObject json =
                new JsonObject()
                        .put("at", Shape.moment(entry.atMillis()))
                        .put("kind", entry.kind());
        CaseArchive.Outcome outcome = entry.outcome();
        return outcome == null
                ? json
                : json.put("by", entry.by())
                        .put("outcome", outcome.name())
                        .put("text", entry.words());
    }
}
