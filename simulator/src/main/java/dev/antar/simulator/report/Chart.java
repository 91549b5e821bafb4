package dev.antar.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Charts as inline SVG; colours come from the page, so that they suit light and dark.
final class Chart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;

    private final StringBuilder svg = new StringBuilder();
    private final double maxX;
    private final double maxY;

    private Chart(String label, double maxX, double maxY, String unitX, String unitY) {
        this.maxX = maxX <= 0 ? 1 : maxX;
        this.maxY = niceCeiling(maxY);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        Html.escaped(label)));
        axes(unitX, unitY);
    }

    /// How values are spread, in bars of one width; everything beyond the last bar is in it.
    static String histogram(String label, double[] values, double width, int bars, String unit) {
        int[] counts = new int[bars];
        for (double value : values) {
            counts[(int) Math.clamp(value / width, 0, bars - 1)]++;
        }
        int highest = 1;
        for (int count : counts) {
            highest = Math.max(highest, count);
        }
        Chart chart = new Chart(label, width * bars, highest, unit, "jobs");
        for (int i = 0; i < bars; i++) {
            double x = chart.x(i * width);
            double y = chart.y(counts[i]);
            chart.svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                    + " height=\"%.1f\"><title>%s to %s %s: %d</title></rect>",
                            x + 1,
                            y,
                            Math.max(1, chart.x((i + 1) * width) - x - 2),
                            chart.y(0) - y,
                            Html.number(i * width),
                            i == bars - 1 ? "more" : Html.number((i + 1) * width),
                            unit,
                            counts[i]));
        }
        return chart.end();
    }

    /// One line of a line chart.
    ///
    /// @param style class that gives it its colour
    record Line(String name, String style, ToDoubleFunction<Sample> value) {}

    /// Lines over time in minutes, with their names.
    static String overTime(String label, List<Sample> samples, List<Line> lines) {
        double maxX = samples.isEmpty() ? 1 : samples.getLast().atS() / 60;
        double maxY = 1;
        for (Sample sample : samples) {
            for (Line line : lines) {
                maxY = Math.max(maxY, line.value.applyAsDouble(sample));
            }
        }
        Chart chart = new Chart(label, maxX, maxY, "minutes", "");
        for (Line line : lines) {
            StringBuilder points = new StringBuilder();
            for (Sample sample : samples) {
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                chart.x(sample.atS() / 60),
                                chart.y(line.value.applyAsDouble(sample))));
            }
            chart.svg.append(
                    "<polyline class=\"line " + line.style + "\" points=\"" + points + "\"/>");
        }
        StringBuilder legend = new StringBuilder("<p class=\"legend\">");
        for (Line line : lines) {
            legend.append("<span class=\"key " + line.style + "\"></span>")
                    .append(Html.escaped(line.name))
                    .append(' ');
        }
        return chart.end() + legend + "</p>";
    }

    private void axes(String unitX, String unitY) {
        for (int i = 0; i <= 4; i++) {
            double valueY = maxY * i / 4;
            double valueX = maxX * i / 4;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
                                    + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                            LEFT,
                            WIDTH - RIGHT,
                            y(valueY),
                            y(valueY),
                            LEFT - 6,
                            y(valueY) + 4,
                            Html.number(valueY),
                            x(valueX),
                            HEIGHT - BOTTOM + 16,
                            i == 4 ? "end" : "middle",
                            Html.number(valueX)));
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                                + "<text x=\"%d\" y=\"%d\">%s</text>",
                        (LEFT + WIDTH - RIGHT) / 2,
                        HEIGHT - 3,
                        Html.escaped(unitX),
                        LEFT + 4,
                        TOP + 8,
                        Html.escaped(unitY)));
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(value, maxX) / maxX;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(value, maxY) / maxY;
    }

    private String end() {
        return svg.append("</svg>").toString();
    }

    /// The next number upwards that divides well into four.
    private static double niceCeiling(double value) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
        for (double factor : new double[] {1, 2, 4, 6, 8, 10}) {
            if (value <= factor * step) {
                return Math.max(4, factor * step);
            }
        }
        return 10 * step;
    }
}
