package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Answers to drivers' objections on their way to phones: whoever is there is told at once, the
/// others when they come. Any thread.
final class CaseBoard {

    /// Of drivers who wait to be told; more are found again at the next start.
    private static final int MOST_DRIVERS = 10_000;

    private final Map<DriverId, List<String>> untold = new ConcurrentHashMap<>();
    private final Consumer<String> told;

    /// @param told is told which case's driver has been
    CaseBoard(Consumer<String> told) {
        this.told = told;
    }

    /// A case was answered; whoever calls then tries [#arrived] with the driver's session.
    void answered(String id, DriverId driver) {
        if (untold.size() < MOST_DRIVERS || untold.containsKey(driver)) {
            untold.computeIfAbsent(driver, _ -> new CopyOnWriteArrayList<>()).add(id);
        }
    }

    /// The driver is there.
    void arrived(DriverId driver, Consumer<JsonObject> session) {
        List<String> cases = untold.remove(driver);
        if (cases != null) {
            for (String id : cases) {
                session.accept(
                        new JsonObject()
                                .put("t", "case")
                                .put("case", id)
                                .put("state", "ANSWERED")
                                .put("path", Shape.objections(driver) + "/" + id));
                told.accept(id);
            }
        }
    }
}
