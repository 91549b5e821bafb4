package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines over the seconds of a load run, as SVG with its numbers beside it for whoever points at
/// it. Long runs are thinned: of each step the largest value is kept, so that no peak is lost.
public final class LineChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 54;
    private static final int RIGHT = 10;
    private static final int TOP = 24;
    private static final int BOTTOM = 26;
    private static final int MOST_POINTS = 300;

    /// About how wide a letter is.
    private static final double LETTER = 5.8;

    private static final int MOST_TICKS = 7;
    private static final double[] TICKS_S = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400
    };

    /// One line; a value below 0 is none.
    static final class Line {

        private final String name;
        private final double[] values;

        private Line(String name, double[] values) {
            this.name = name;
            this.values = values;
        }

        static Line of(String name, List<Second> seconds, Figure figure) {
            return new Line(
                    name, seconds.stream().mapToDouble(second -> second.of(figure)).toArray());
        }

        /// Without the seconds in which nothing was measured.
        static Line ofLatency(String name, List<Second> seconds, Figure figure) {
            return new Line(
                    name,
                    seconds.stream()
                            .mapToDouble(second -> second.of(figure))
                            .map(value -> value == 0 ? -1 : value)
                            .toArray());
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final double[] at;
    private final List<String> phases;
    private final String unit;
    private final double maxX;
    private final double maxY;

    private LineChart(double[] at, List<String> phases, String unit, List<Line> all) {
        int step = 1 + Math.max(0, at.length - 1) / MOST_POINTS;
        this.at = thinned(at, step);
        this.phases = new ArrayList<>();
        for (int i = 0; i < phases.size(); i += step) {
            this.phases.add(phases.get(i));
        }
        this.unit = unit;
        double highest = 0;
        for (Line line : all) {
            double[] values = thinned(line.values, step);
            lines.add(new Line(line.name, values));
            for (double value : values) {
                highest = Math.max(highest, value);
            }
        }
        this.maxX = this.at.length == 0 ? 1 : Math.max(1, this.at[this.at.length - 1]);
        this.maxY = unit.isEmpty() ? wholeCeiling(highest) : niceCeiling(highest);
    }

    /// Lines of one run, over its phases.
    static String of(List<Second> seconds, String unit, List<Line> lines) {
        return new LineChart(
                        seconds.stream().mapToDouble(Second::atS).toArray(),
                        seconds.stream().map(Second::phase).toList(),
                        unit,
                        lines)
                .html();
    }

    /// One line through points.
    ///
    /// @param at seconds, ascending
    /// @param unit of the values; empty for things that are counted
    public static String of(double[] at, String unit, String name, double[] values) {
        return new LineChart(at, List.of(), unit, List.of(new Line(name, values))).html();
    }

    /// Lines of several runs, second by second.
    static String of(String unit, List<Line> lines) {
        int longest = lines.stream().mapToInt(line -> line.values.length).max().orElse(0);
        double[] at = new double[longest];
        for (int i = 0; i < longest; i++) {
            at[i] = i;
        }
        return new LineChart(at, List.of(), unit, lines).html();
    }

    private String html() {
        StringBuilder html = new StringBuilder("<figure data-chart=\"");
        html.append(Html.escaped(data().toString()))
                .append(
                        String.format(
                                Locale.ROOT, "\"><svg viewBox=\"0 0 %d %d\">", WIDTH, HEIGHT));
        bands(html);
        axes(html);
        for (int i = 0; i < lines.size(); i++) {
            path(html, lines.get(i).values, i + 1);
        }
        html.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"cursor\" y1=\"%d\" y2=\"%d\" x1=\"0\" x2=\"0\"/></svg>"
                                + "<div class=\"tip\"></div></figure><div class=\"legend\">",
                        TOP,
                        HEIGHT - BOTTOM));
        for (int i = 0; i < lines.size(); i++) {
            html.append("<span><i class=\"k")
                    .append(i + 1)
                    .append("\"></i>")
                    .append(Html.escaped(lines.get(i).name))
                    .append("</span>");
        }
        return html.append("</div>").toString();
    }

    private ObjectNode data() {
        ObjectNode data = RunReport.object();
        data.put("width", WIDTH).put("left", LEFT).put("right", RIGHT).put("unit", unit);
        ArrayNode x = data.putArray("x");
        for (double value : at) {
            x.add(value);
        }
        if (!phases.isEmpty()) {
            ArrayNode names = data.putArray("phase");
            phases.forEach(names::add);
        }
        ArrayNode all = data.putArray("lines");
        for (Line line : lines) {
            ArrayNode values = all.addObject().put("name", line.name).putArray("values");
            for (double value : line.values) {
                if (value < 0) {
                    values.addNull();
                } else {
                    values.add(Math.round(value * 100) / 100.0);
                }
            }
        }
        return data;
    }

    /// Every second phase is shaded, so that one sees where they change.
    private void bands(StringBuilder html) {
        int from = 0;
        int band = 0;
        for (int i = 1; i <= phases.size(); i++) {
            if (i < phases.size() && phases.get(i).equals(phases.get(from))) {
                continue;
            }
            double left = x(at[from]);
            double right = x(at[Math.min(i, at.length - 1)]);
            if (band % 2 == 1) {
                html.append(
                        String.format(
                                Locale.ROOT,
                                "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\""
                                        + " height=\"%d\"/>",
                                left,
                                TOP,
                                Math.max(0, right - left),
                                HEIGHT - TOP - BOTTOM));
            }
            if (right - left > LETTER * phases.get(from).length() + 8) {
                html.append(
                        String.format(
                                Locale.ROOT,
                                "<text x=\"%.1f\" y=\"%d\">%s</text>",
                                left + 4,
                                TOP - 9,
                                Html.escaped(phases.get(from))));
            }
            band++;
            from = i;
        }
    }

    private void axes(StringBuilder html) {
        for (int i = 0; i <= 4; i++) {
            double value = maxY * i / 4;
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                            LEFT,
                            WIDTH - RIGHT,
                            y(value),
                            y(value),
                            LEFT - 6,
                            y(value) + 4,
                            Html.number(value) + (i == 4 && !unit.isEmpty() ? " " + unit : "")));
        }
        double step = maxX / MOST_TICKS;
        for (double each : TICKS_S) {
            if (maxX / each <= MOST_TICKS) {
                step = each;
                break;
            }
        }
        for (double at = 0; at <= maxX; at += step) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                            x(at),
                            HEIGHT - BOTTOM + 17,
                            at == 0 ? "start" : "middle",
                            step >= 60 ? Html.number(at / 60) + " min" : Html.number(at) + " s"));
        }
    }

    private void path(StringBuilder html, double[] values, int style) {
        html.append("<path class=\"line l").append(style).append("\" d=\"");
        boolean down = false;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                down = false;
                continue;
            }
            html.append(down ? 'L' : 'M')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", x(at[i]), y(values[i])));
            if (!down && (i + 1 == values.length || values[i + 1] < 0)) {
                // A second on its own would be a line without length.
                html.append("h1");
            }
            down = true;
        }
        html.append("\"/>");
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * value / maxX;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / maxY;
    }

    private static double[] thinned(double[] values, int step) {
        double[] kept = new double[(values.length + step - 1) / step];
        for (int i = 0; i < values.length; i++) {
            int slot = i / step;
            kept[slot] = i % step == 0 ? values[i] : Math.max(kept[slot], values[i]);
        }
        return kept;
    }

    /// The same for things that are counted: its quarters are whole.
    private static double wholeCeiling(double value) {
        return value <= 20 ? 4 * Math.max(1, Math.ceil(value / 4)) : niceCeiling(value);
    }

    /// The next number upwards that divides well into four.
    private static double niceCeiling(double value) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(value, 0.1))));
        for (double factor : new double[] {1, 2, 4, 6, 8, 10}) {
            if (value <= factor * step) {
                return factor * step;
            }
        }
        return 10 * step;
    }
}
