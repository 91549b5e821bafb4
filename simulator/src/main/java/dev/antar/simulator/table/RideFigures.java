package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.report.Spread;
import dev.antar.simulator.report.TablePage;

import java.util.List;
import java.util.Locale;

/// The measures of a pooled-rides case.
///
/// @param waitS from the step of the request to the pickup
/// @param km driven by all cars
/// @param emptyPercent of them with nobody aboard
record RideFigures(int requests, int served, Spread waitS, double km, double emptyPercent) {

    String line() {
        return String.format(
                Locale.ROOT,
                "%d of %d requests served, mean wait %.2f s, %.2f km, %.1f %% of them empty",
                served,
                requests,
                waitS.mean(),
                km,
                emptyPercent);
    }

    void put(ObjectNode summary) {
        summary.put("requests", requests);
        summary.put("served", served);
        ObjectNode wait = summary.putObject("wait_s");
        wait.put("mean", waitS.mean());
        wait.put("p50", waitS.p50());
        wait.put("p90", waitS.p90());
        wait.put("max", waitS.max());
        summary.put("km", km);
        summary.put("empty_pct", emptyPercent);
    }

    List<TablePage.Figure> cards(int broken) {
        return List.of(
                new TablePage.Figure(served + " of " + requests, "requests served"),
                new TablePage.Figure(two(waitS.mean()) + " s", "mean wait"),
                new TablePage.Figure(two(km) + " km", "driven"),
                new TablePage.Figure(String.valueOf(broken), "rules broken"));
    }

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
