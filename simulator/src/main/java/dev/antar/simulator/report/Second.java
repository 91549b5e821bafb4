package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.EnumMap;
import java.util.Map;

/// One second of a load run.
public final class Second {

    private final double atS;
    private final String phase;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    /// @param atS since the run began
    /// @param phase of the timetable
    public Second(double atS, String phase) {
        this.atS = atS;
        this.phase = phase;
    }

    public double atS() {
        return atS;
    }

    public String phase() {
        return phase;
    }

    public double of(Figure figure) {
        return figures.getOrDefault(figure, 0.0);
    }

    public void set(Figure figure, double value) {
        figures.put(figure, value);
    }

    public void write(ObjectNode line) {
        line.put("at_s", Math.round(atS * 10) / 10.0);
        line.put("phase", phase);
        for (Figure figure : Figure.values()) {
            double value = of(figure);
            if (value == Math.rint(value)) {
                line.put(figure.key(), (long) value);
            } else {
                line.put(figure.key(), value);
            }
        }
    }

    public static Second read(JsonNode line) {
        Second second = new Second(line.path("at_s").asDouble(), line.path("phase").asText());
        for (Figure figure : Figure.values()) {
            second.set(figure, line.path(figure.key()).asDouble());
        }
        return second;
    }
}
