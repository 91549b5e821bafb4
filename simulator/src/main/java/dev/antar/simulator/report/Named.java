package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/// A metric's name as people read it: words, and the unit that the name ends in.
record Named(String words, String unit) {

    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        // The longer of two that would fit comes first.
        UNITS.put("_per_minute", "/min");
        UNITS.put("_per_second", "/s");
        UNITS.put("per_s", "/s");
        UNITS.put("_percent", "%");
        UNITS.put("_mps", "m/s");
        UNITS.put("_mb", "MB");
        UNITS.put("_ms", "ms");
        UNITS.put("_s", "s");
        UNITS.put("_m", "m");
    }

    /// @param metric a dotted path such as `fixes.per_s` or `offer_latency_ms.p99`
    static Named of(String metric) {
        String[] parts = metric.split("[.]", -1);
        String unit = "";
        for (int i = parts.length - 1; i >= 0 && unit.isEmpty(); i--) {
            for (Map.Entry<String, String> each : UNITS.entrySet()) {
                if (parts[i].endsWith(each.getKey())) {
                    unit = each.getValue();
                    parts[i] = parts[i].substring(0, parts[i].length() - each.getKey().length());
                    break;
                }
            }
        }
        String words = String.join(" ", parts).replace('_', ' ').replaceAll(" +", " ").strip();
        return new Named(words.replace("p99 9", "p99.9"), unit);
    }

    /// A value with this unit.
    String with(JsonNode value) {
        String shown =
                value.isIntegralNumber()
                        ? Html.number(value.asLong())
                        : value.isNumber() ? Html.number(value.asDouble()) : value.asText();
        return with(shown);
    }

    String with(String shown) {
        return unit.isEmpty() || shown.equals("–") ? shown : shown + " " + unit;
    }
}
