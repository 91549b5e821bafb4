package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A phone's commands that wait for their answer, in the order in which they were given. Whoever
/// has them sends what is due, under the old ids, until each is answered definitively.
final class Commands {

    /// A command not answered for so long on an open socket is sent again.
    private static final long REPEAT_MILLIS = 10_000;

    private static final class Command {

        private final String frame;
        private final Promise<Ack> answer = Promise.promise();
        private long dueAtMillis;
        private boolean sent;

        private Command(String frame) {
            this.frame = frame;
        }
    }

    private final String idPrefix;
    private final Map<String, Command> unanswered = new LinkedHashMap<>(2);
    private int given;
    private int repeats;

    Commands(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /// Takes a command; it is due at once.
    Future<Ack> add(String type, JsonObject fields) {
        given++;
        String id = idPrefix + given;
        JsonObject frame = new JsonObject().put("t", type).put("id", id).mergeIn(fields);
        Command command = new Command(frame.encode());
        unanswered.put(id, command);
        return command.answer.future();
    }

    /// Sends the oldest if it is due. Others wait until it is answered: a server that asks for one
    /// to be repeated later would be told by the next of what is not so yet, such as a dropoff
    /// before the pickup, and refuse that for good.
    ///
    /// @param write answers whether it could send
    void send(long nowMillis, Predicate<String> write) {
        if (unanswered.isEmpty()) {
            return;
        }
        Command oldest = unanswered.values().iterator().next();
        if (nowMillis >= oldest.dueAtMillis && write.test(oldest.frame)) {
            if (oldest.sent) {
                repeats++;
            }
            oldest.sent = true;
            oldest.dueAtMillis = nowMillis + REPEAT_MILLIS;
        }
    }

    /// There is a new socket: all are due on it.
    void startAgain() {
        unanswered.values().forEach(command -> command.dueAtMillis = 0);
    }

    void answered(String id, Ack ack) {
        Command command = unanswered.remove(id);
        if (command != null) {
            command.answer.complete(ack);
        }
    }

    void later(String id, long atMillis) {
        Command command = unanswered.get(id);
        if (command != null) {
            command.dueAtMillis = atMillis;
        }
    }

    List<String> unanswered() {
        return List.copyOf(unanswered.keySet());
    }

    boolean none() {
        return unanswered.isEmpty();
    }

    /// Commands sent more than once, each time counted.
    int repeats() {
        return repeats;
    }
}
