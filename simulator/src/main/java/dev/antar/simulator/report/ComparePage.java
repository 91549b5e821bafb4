package dev.antar.simulator.report;

import java.util.List;

/// Two load runs side by side, as a page.
public final class ComparePage {

    /// A change by less than this is as likely noise.
    private static final double NOISE = 0.1;

    private ComparePage() {}

    public static String of(Comparison comparison) {
        SavedRun a = comparison.first();
        SavedRun b = comparison.second();
        Page page = new Page("Two load tests");
        page.add("<header><h1>Two load tests</h1></header><p class=\"sub\">A: ")
                .add(Html.escaped(a.name()) + " ")
                .add(LoadPage.badge(a.summary().path("exit_code").asInt()))
                .add(" · B: " + Html.escaped(b.name()) + " ")
                .add(LoadPage.badge(b.summary().path("exit_code").asInt()) + "</p>");
        if (!comparison.warnings().isEmpty()) {
            page.add("<div class=\"banner warn\"><b>Not made alike.</b><ul>");
            comparison
                    .warnings()
                    .forEach(warning -> page.add("<li>" + Html.escaped(warning) + "</li>"));
            page.add("</ul></div>");
        }
        page.add("<div class=\"cards\">");
        page.wideCard(
                "Over time", "<p class=\"soft\">Seconds since demand began, with the warm-up.</p>");
        chart(page, "Request to offer, p99", "ms", a, b, Figure.OFFER_P99);
        chart(page, "Fix to live map, p99", "ms", a, b, Figure.FIX_LIVE_P99);
        chart(page, "Accept to ack, p99", "ms", a, b, Figure.ACCEPT_P99);
        chart(page, "Driver sockets", "", a, b, Figure.CONNECTED);
        page.wideCard("Figures", table(comparison));
        page.card("To repeat A", "<pre>" + command(a) + "</pre>");
        page.card("To repeat B", "<pre>" + command(b) + "</pre>");
        return page.add("</div>").end();
    }

    private static void chart(
            Page page, String title, String unit, SavedRun a, SavedRun b, Figure figure) {
        page.card(title, LineChart.of(unit, List.of(line("A", a, figure), line("B", b, figure))));
    }

    /// Without the time in which drivers connect, which is not the same in both.
    private static LineChart.Line line(String name, SavedRun run, Figure figure) {
        List<Second> seconds =
                run.seconds().stream()
                        .dropWhile(second -> second.phase().equals("connecting"))
                        .toList();
        return figure == Figure.CONNECTED
                ? LineChart.Line.of(name, seconds, figure)
                : LineChart.Line.ofLatency(name, seconds, figure);
    }

    private static String table(Comparison comparison) {
        StringBuilder rows =
                new StringBuilder("<table><tr><th></th><th>A</th><th>B</th><th>B / A</th></tr>");
        for (Comparison.Row row : comparison.rows()) {
            Named name = Named.of(row.metric());
            rows.append("<tr><td>")
                    .append(Html.escaped(name.words()))
                    .append("</td><td>")
                    .append(name.with(Comparison.shown(row.a())))
                    .append("</td><td>")
                    .append(name.with(Comparison.shown(row.b())))
                    .append("</td><td class=\"")
                    .append(style(row))
                    .append("\">")
                    .append(Comparison.ratio(row))
                    .append("</td></tr>");
        }
        return rows.append("</table>").toString();
    }

    /// Only of times it is known which way is better.
    private static String style(Comparison.Row row) {
        boolean time = row.metric().contains("_ms.") || row.metric().startsWith("wait_s");
        if (!time || Double.isNaN(row.ratio()) || Math.abs(row.ratio() - 1) < NOISE) {
            return "";
        }
        return row.ratio() < 1 ? "good" : "bad";
    }

    private static String command(SavedRun run) {
        return Html.escaped(run.summary().path("command").asText());
    }
}
