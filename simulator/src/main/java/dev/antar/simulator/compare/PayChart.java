package dev.antar.simulator.compare;

import dev.antar.simulator.report.DriverRow;
import dev.antar.simulator.report.Html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What drivers are paid per hour on duty, from the one who is paid least to the one who is paid
/// most, a line for each policy. Above means better paid; flatter means more even.
final class PayChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 250;
    private static final int LEFT = 48;
    private static final int BOTTOM = 40;
    private static final int TOP = 12;
    private static final int POINTS = 100;

    private PayChart() {}

    static String of(List<PolicyRuns> policies, String currency) {
        double highest = 1;
        for (PolicyRuns policy : policies) {
            highest = Math.max(highest, quantile(sorted(policy), 0.98));
        }
        StringBuilder svg =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Pay per hour"
                                        + " on duty by percentile of drivers\">",
                                WIDTH,
                                HEIGHT));
        for (int i = 0; i <= 4; i++) {
            double pay = highest * i / 4;
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                                    + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
                                    + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d"
                                    + " %%</text>",
                            LEFT,
                            WIDTH,
                            y(pay, highest),
                            y(pay, highest),
                            LEFT - 6,
                            y(pay, highest) + 4,
                            Html.number(pay),
                            x(i / 4.0),
                            HEIGHT - BOTTOM + 16,
                            25 * i));
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\">%s an hour on duty</text><text x=\"%d\" y=\"%d\""
                                + " text-anchor=\"middle\">share of drivers who are paid less"
                                + "</text>",
                        LEFT + 4,
                        TOP + 8,
                        Html.escaped(currency),
                        (LEFT + WIDTH) / 2,
                        HEIGHT - 6));
        for (int i = 0; i < policies.size(); i++) {
            line(svg, sorted(policies.get(i)), highest, i + 1);
        }
        svg.append("</svg><div class=\"legend\">");
        for (int i = 0; i < policies.size(); i++) {
            svg.append("<span><i class=\"k" + (i + 1) + "\"></i>")
                    .append(Html.escaped(policies.get(i).policy().name()) + "</span>");
        }
        return svg.append("</div>").toString();
    }

    private static void line(StringBuilder svg, double[] sorted, double highest, int style) {
        svg.append("<path class=\"line l" + style + "\" d=\"");
        for (int i = 0; i <= POINTS; i++) {
            double share = (double) i / POINTS;
            double pay = Math.min(highest, quantile(sorted, share));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            i == 0 ? "M" : "L",
                            x(share),
                            y(pay, highest)));
        }
        svg.append("\"/>");
    }

    private static double[] sorted(PolicyRuns policy) {
        double[] pays = policy.hourly(DriverRow::payPerOnlineHour);
        Arrays.sort(pays);
        return pays;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double x(double share) {
        return LEFT + (WIDTH - LEFT - 12) * share;
    }

    private static double y(double pay, double highest) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * pay / highest;
    }
}
