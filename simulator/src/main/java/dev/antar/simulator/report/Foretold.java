package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/// How well it was foretold which offers drivers would accept: what was expected of them when they
/// were made, beside what came of them. Withdrawn offers do not count.
///
/// @param byEstimate by what was expected, the lowest first; bands without offers are left out
/// @param byPickup by the time to the pickup, the shortest first
/// @param brier mean square of the difference between estimate and answer (1 or 0); lower is better
/// @param brierOfMean the same had everybody always expected the mean of all answers
public record Foretold(
        List<Band> byEstimate, List<Band> byPickup, double brier, double brierOfMean) {

    /// Offers of a kind.
    ///
    /// @param name what they have in common
    /// @param expected share that was expected to be accepted, 0 to 1
    /// @param accepted share that was, 0 to 1
    public record Band(String name, long offers, double expected, double accepted) {}

    public Foretold {
        byEstimate = List.copyOf(byEstimate);
        byPickup = List.copyOf(byPickup);
    }

    /// For the summary.
    public ObjectNode json() {
        ObjectNode json = RunReport.object();
        json.put("brier", rounded(brier));
        json.put("brier_of_mean", rounded(brierOfMean));
        put(json.putArray("by_estimate"), byEstimate);
        put(json.putArray("by_pickup"), byPickup);
        return json;
    }

    private static void put(ArrayNode list, List<Band> bands) {
        for (Band band : bands) {
            ObjectNode node = list.addObject();
            node.put("offers_with", band.name());
            node.put("offers", band.offers());
            node.put("expected", rounded(band.expected()));
            node.put("accepted", rounded(band.accepted()));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /// A table of what [#json] says.
    static String table(JsonNode json) {
        StringBuilder rows =
                new StringBuilder(
                        "<table class=\"numbers\"><tr><th>offers with</th><th>offers</th>"
                                + "<th>expected</th><th>accepted</th></tr>");
        for (String list : List.of("by_estimate", "by_pickup")) {
            for (JsonNode band : json.path(list)) {
                rows.append("<tr><td>")
                        .append(Html.escaped(band.path("offers_with").asText()))
                        .append("</td><td>")
                        .append(Html.number(band.path("offers").asLong()))
                        .append("</td><td>")
                        .append(percent(band.path("expected").asDouble()))
                        .append("</td><td>")
                        .append(percent(band.path("accepted").asDouble()))
                        .append("</td></tr>");
            }
        }
        return rows.append("</table>").toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
