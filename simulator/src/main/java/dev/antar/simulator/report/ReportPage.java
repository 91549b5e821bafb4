package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/// The page that a dispatcher would read: one file, nothing from elsewhere.
final class ReportPage {

    private static final String STYLE =
            """
            :root{--bg:#f7f8fa;--card:#fff;--ink:#16202c;--soft:#5b6b7d;--grid:#e3e8ee;
            --a:#0b7285;--b:#e8590c;--c:#5f3dc4;--d:#868e96}
            @media(prefers-color-scheme:dark){:root{--bg:#0f1419;--card:#182028;--ink:#e8edf2;
            --soft:#93a1b0;--grid:#2a3540;--a:#3bc9db;--b:#ff922b;--c:#b197fc;--d:#868e96}}
            body{margin:0;background:var(--bg);color:var(--ink);
            font:15px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif}
            main{max-width:1180px;margin:0 auto;padding:28px 20px 60px}
            h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:0 0 10px}
            .sub{color:var(--soft);margin:0 0 20px}
            .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
            .figure,.card{background:var(--card);border-radius:12px;padding:14px 16px;
            box-shadow:0 1px 3px rgba(0,0,0,.08)}
            .figure b{display:block;font-size:26px;font-weight:650;font-variant-numeric:tabular-nums}
            .figure span{color:var(--soft);font-size:13px}
            .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));
            gap:16px;margin-top:16px}
            svg{width:100%;height:auto;display:block}
            svg text{fill:var(--soft);font-size:12px}
            .grid{stroke:var(--grid)}.bar{fill:var(--a)}.line{fill:none;stroke-width:2}
            .s1{stroke:var(--a);background:var(--a)}.s2{stroke:var(--b);background:var(--b)}
            .s3{stroke:var(--c);background:var(--c)}.s4{stroke:var(--d);background:var(--d)}
            .served{fill:var(--a);background:var(--a)}.unserved{fill:var(--b);background:var(--b)}
            polygon{stroke:var(--card);stroke-width:1}.scale{stroke:var(--ink);stroke-width:2}
            .legend{color:var(--soft);font-size:13px;margin:6px 0 0}
            .key{display:inline-block;width:12px;height:12px;border-radius:3px;margin:0 5px 0 10px;
            vertical-align:-1px}
            table{border-collapse:collapse;width:100%;font-size:14px}
            td{padding:5px 0;border-top:1px solid var(--grid);vertical-align:top}
            td:first-child{color:var(--soft);padding-right:14px;white-space:nowrap}
            .wide{grid-template-columns:1fr}.numbers th{text-align:left;font-weight:600;
            color:var(--soft);padding-right:14px}.numbers td{padding-right:14px;
            font-variant-numeric:tabular-nums}
            code{font:13px ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
            """;

    private ReportPage() {}

    static String of(Run run) {
        Spread wait = Spread.of(run.waits());
        Spread drive = Spread.of(run.pickupDrives());
        StringBuilder page = new StringBuilder();
        begin(page, run.title());
        page.append("<p class=\"sub\">")
                .append(Html.number(run.simulatedS() / 60))
                .append(" simulated minutes in ")
                .append(Html.number(run.wallS()))
                .append(" s</p><div class=\"figures\">");
        figure(page, Html.number(run.jobs().size()), "jobs requested");
        figure(page, Html.number(run.ended("COMPLETED")), "completed");
        figure(page, Html.number(run.ended("CANCELLED")), "cancelled by customers");
        figure(page, Html.number(run.ended("UNFULFILLED")), "unfulfilled");
        figure(page, Html.number(wait.mean()) + " s", "mean wait, request to pickup");
        figure(page, Html.number(wait.p95()) + " s", "wait that 95 of 100 stayed below");
        figure(page, Html.number(drive.mean()) + " s", "mean drive to the pickup");
        figure(
                page,
                Html.number(100 * run.utilisation()) + " %",
                "of drivers' time on duty with a job");
        page.append("</div><div class=\"cards\">");
        card(
                page,
                "How long customers waited",
                Chart.histogram("Waits", run.waits(), 60, 20, "seconds"));
        card(
                page,
                "Supply and demand",
                Chart.overTime(
                        "Supply and demand over time",
                        run.samples(),
                        List.of(
                                new Chart.Line("free drivers", "s1", Sample::idle),
                                new Chart.Line("drivers with a job", "s3", Sample::busy),
                                new Chart.Line("jobs without a driver", "s2", Sample::waiting))));
        card(
                page,
                "Jobs under way",
                Chart.overTime(
                        "Jobs over time",
                        run.samples(),
                        List.of(
                                new Chart.Line("held by a driver", "s1", Sample::underWay),
                                new Chart.Line("without a driver", "s2", Sample::waiting))));
        card(page, "Offers", offers(run));
        JsonNode foretold = run.extras().get("acceptance_estimate");
        if (foretold != null) {
            card(page, "Offers accepted, as expected and as it came", Foretold.table(foretold));
        }
        card(page, "Where demand was not served", CellMap.of(run.jobs()));
        card(page, "The run", table(run));
        return page.append("</div></main></body></html>\n").toString();
    }

    /// The page's head, up to and with its title.
    static void begin(StringBuilder page, String title) {
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .append(Html.escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(Html.escaped(title))
                .append("</h1>");
    }

    static void figure(StringBuilder page, String value, String name) {
        page.append("<div class=\"figure\"><b>")
                .append(value)
                .append("</b><span>")
                .append(name)
                .append("</span></div>");
    }

    static void card(StringBuilder page, String title, String content) {
        page.append("<section class=\"card\"><h2>")
                .append(title)
                .append("</h2>")
                .append(content)
                .append("</section>");
    }

    private static String offers(Run run) {
        Offers offers = run.offers();
        double each = run.jobs().isEmpty() ? 0 : (double) offers.sent() / run.jobs().size();
        StringBuilder rows = new StringBuilder("<table>");
        row(rows, "sent", Html.number(offers.sent()) + " (" + Html.number(each) + " a job)");
        row(rows, "accepted", Html.number(offers.accepted()));
        row(rows, "declined", Html.number(offers.declined()));
        row(rows, "expired", Html.number(offers.expired()));
        row(rows, "withdrawn", Html.number(offers.withdrawn()));
        return rows.append("</table>").toString();
    }

    private static String table(Run run) {
        StringBuilder rows = new StringBuilder("<table>");
        fields(rows, "", run.extras());
        fields(rows, "", run.parameters());
        rows.append("<tr><td>to repeat it</td><td><code>")
                .append(Html.escaped(run.command()))
                .append("</code></td></tr>");
        return rows.append("</table>").toString();
    }

    private static void fields(StringBuilder rows, String prefix, ObjectNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode inner) {
                fields(rows, prefix + field.getKey() + ".", inner);
            } else if (field.getValue().isValueNode()) {
                row(rows, prefix + field.getKey(), Html.escaped(field.getValue().asText()));
            }
        }
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append("<tr><td>")
                .append(Html.escaped(name))
                .append("</td><td>")
                .append(value)
                .append("</td></tr>");
    }
}
