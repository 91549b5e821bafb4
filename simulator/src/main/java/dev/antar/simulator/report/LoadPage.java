package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// The report of a load run, from its summary and its seconds.
public final class LoadPage {

    /// Rows of the table of latencies: where they are, and what they mean.
    private static final String[][] LATENCIES = {
        {"/offer_latency_ms", "request → offer, a free driver near"},
        {"/offer_any_ms", "request → offer, all"},
        {"/create_ack_ms", "request → 201"},
        {"/accept_ack_ms", "accept → ack"},
        {"/step_ack_ms", "job step → ack"},
        {"/fix_live_ms", "fix → live map"},
        {"/connect_ms", "connect → welcome"},
        {"/generator/late_ms", "generator: lateness"},
        {"/generator/loop_lag_ms", "generator: event loop lag"},
    };

    private static final String[] PERCENTILES = {
        "count", "mean", "p50", "p75", "p90", "p95", "p99", "p99_9", "max"
    };

    private static final int SHOWN_FINDINGS = 20;

    private LoadPage() {}

    /// The environment with what the generator needed of it.
    private static JsonNode environment(JsonNode summary) {
        ObjectNode all = RunReport.object();
        summary.path("environment").properties().forEach(e -> all.set(e.getKey(), e.getValue()));
        all.set("generator.cpu_percent", summary.at("/generator/cpu_percent"));
        return all;
    }

    public static String of(JsonNode summary, List<Second> seconds) {
        String profile = summary.path("profile").asText();
        Page page = new Page("Load test " + profile);
        head(page, summary, profile);
        tiles(page, summary);
        thresholds(page, summary.path("thresholds"));
        page.add("<div class=\"cards\">");
        charts(page, seconds);
        page.wideCard("Latencies, milliseconds, warm-up excluded", latencies(summary));
        page.card("Audit, from the clients' side", audit(summary.path("audit")));
        page.card("What went over the sockets", traffic(summary));
        page.card("Parameters", Page.facts(summary.path("parameters")));
        page.card("Environment", Page.facts(environment(summary)));
        page.wideCard(
                "To repeat it (seed " + summary.path("seed").asText() + ")",
                "<pre>" + Html.escaped(summary.path("command").asText()) + "</pre>");
        return page.add("</div>").end();
    }

    private static void head(Page page, JsonNode summary, String profile) {
        page.add("<header><h1>Load test · " + Html.escaped(profile) + "</h1>");
        page.add(badge(summary.path("exit_code").asInt()) + "</header><p class=\"sub\">");
        page.add(Html.escaped(summary.at("/parameters/server").asText()));
        page.add(" · " + Html.number(Math.round(summary.path("wall_s").asDouble())) + " s");
        page.add(" · seed " + Html.escaped(summary.path("seed").asText()) + "</p>");
        if (!summary.path("valid").asBoolean()) {
            page.add(
                    "<div class=\"banner\"><b>INVALID.</b> The load generator could not keep up;"
                            + " these figures say more about it than about the server.<ul>");
            summary.path("invalid_reasons")
                    .forEach(reason -> page.add("<li>" + Html.escaped(reason.asText()) + "</li>"));
            page.add("</ul></div>");
        }
    }

    static String badge(int exitCode) {
        return switch (exitCode) {
            case 0 -> "<span class=\"badge\">passed</span>";
            case 97 -> "<span class=\"badge bad\">INVALID</span>";
            case 98 -> "<span class=\"badge bad\">audit violated</span>";
            default -> "<span class=\"badge warn\">threshold missed</span>";
        };
    }

    private static void tiles(Page page, JsonNode summary) {
        page.add("<div class=\"tiles\">");
        boolean clean = summary.at("/audit/clean").asBoolean();
        page.tile(clean ? "good" : "bad", clean ? "clean" : "violated", "", "audit");
        page.tile("", p99(summary, "/offer_latency_ms"), "ms", "request → offer, p99");
        page.tile("", p99(summary, "/accept_ack_ms"), "ms", "accept → ack, p99");
        page.tile("", p99(summary, "/fix_live_ms"), "ms", "fix → live map, p99");
        page.tile("", Html.number(summary.at("/sockets/peak").asLong()), "", "driver sockets");
        page.tile("", Html.number(summary.at("/fixes/per_s").asLong()), "/s", "fixes");
        page.tile(
                "",
                Html.number(summary.at("/jobs/completed").asLong()),
                "of " + Html.number(summary.at("/jobs/requested").asLong()),
                "jobs completed");
        page.add("</div>");
    }

    private static String p99(JsonNode summary, String path) {
        JsonNode row = summary.at(path);
        return row.path("count").asLong() == 0 ? "–" : Html.number(row.path("p99").asDouble());
    }

    private static void thresholds(Page page, JsonNode thresholds) {
        if (thresholds.isEmpty()) {
            return;
        }
        page.add("<section class=\"card\"><h2>Thresholds</h2><ul class=\"checks\">");
        for (JsonNode threshold : thresholds) {
            boolean met = threshold.path("met").asBoolean();
            page.add(
                    "<li><b class=\""
                            + (met ? "good\">✓" : "bad\">✗")
                            + "</b><code>"
                            + Html.escaped(threshold.path("expression").asText())
                            + "</code><span class=\"v\">"
                            + (threshold.path("actual").isNull()
                                    ? "nothing was measured"
                                    : Html.escaped(threshold.path("actual").asText()))
                            + "</span></li>");
        }
        page.add("</ul></section>");
    }

    private static void charts(Page page, List<Second> seconds) {
        page.card(
                "Request to offer",
                LineChart.of(
                        seconds,
                        "ms",
                        List.of(
                                LineChart.Line.ofLatency("p50", seconds, Figure.OFFER_P50),
                                LineChart.Line.ofLatency("p99", seconds, Figure.OFFER_P99))));
        page.card(
                "Fix to live map",
                LineChart.of(
                        seconds,
                        "ms",
                        List.of(
                                LineChart.Line.ofLatency("p50", seconds, Figure.FIX_LIVE_P50),
                                LineChart.Line.ofLatency("p99", seconds, Figure.FIX_LIVE_P99))));
        page.card(
                "Answers, p99",
                LineChart.of(
                        seconds,
                        "ms",
                        List.of(
                                LineChart.Line.ofLatency(
                                        "accept → ack", seconds, Figure.ACCEPT_P99),
                                LineChart.Line.ofLatency(
                                        "request → 201", seconds, Figure.CREATE_P99),
                                LineChart.Line.ofLatency(
                                        "connect → welcome", seconds, Figure.CONNECT_P99))));
        page.card(
                "Drivers",
                LineChart.of(
                        seconds,
                        "",
                        List.of(
                                LineChart.Line.of("connected", seconds, Figure.CONNECTED),
                                LineChart.Line.of("free", seconds, Figure.IDLE),
                                LineChart.Line.of("with a job", seconds, Figure.BUSY))));
        page.card(
                "Jobs",
                LineChart.of(
                        seconds,
                        "",
                        List.of(
                                LineChart.Line.of("asked for, /s", seconds, Figure.ASKED),
                                LineChart.Line.of("completed, /s", seconds, Figure.COMPLETED),
                                LineChart.Line.of(
                                        "waiting for a driver", seconds, Figure.WAITING))));
        page.card(
                "Over the sockets",
                LineChart.of(
                        seconds,
                        "/s",
                        List.of(
                                LineChart.Line.of("fixes sent", seconds, Figure.FIXES),
                                LineChart.Line.of("reconnects", seconds, Figure.RECONNECTS),
                                LineChart.Line.of("repeated", seconds, Figure.REPEATS))));
        page.card(
                "The load generator itself",
                LineChart.of(
                        seconds,
                        "ms",
                        List.of(
                                LineChart.Line.of("lateness p99", seconds, Figure.LATE_P99),
                                LineChart.Line.of(
                                        "event loop lag max", seconds, Figure.LOOP_LAG_MAX))));
        page.card(
                "Its processor",
                LineChart.of(
                        seconds,
                        "%",
                        List.of(LineChart.Line.of("of one core", seconds, Figure.CPU))));
        page.card(
                "Its memory",
                LineChart.of(
                        seconds,
                        "MiB",
                        List.of(LineChart.Line.of("heap used", seconds, Figure.HEAP_MB))));
        page.card(
                "Offers",
                LineChart.of(
                        seconds,
                        "/s",
                        List.of(LineChart.Line.of("first offers", seconds, Figure.OFFERS))));
    }

    private static String latencies(JsonNode summary) {
        StringBuilder rows = new StringBuilder("<table><tr><th></th>");
        for (String name : PERCENTILES) {
            rows.append("<th>").append(name.replace('_', '.')).append("</th>");
        }
        for (String[] latency : LATENCIES) {
            JsonNode row = summary.at(latency[0]);
            rows.append("</tr><tr><td>").append(Html.escaped(latency[1])).append("</td>");
            for (String name : PERCENTILES) {
                boolean count = name.equals("count");
                boolean none = row.path("count").asLong() == 0;
                rows.append("<td>")
                        .append(
                                count
                                        ? Html.number(row.path(name).asLong())
                                        : none ? "–" : Html.number(row.path(name).asDouble()))
                        .append("</td>");
            }
        }
        return rows.append("</tr></table>").toString();
    }

    private static String audit(JsonNode audit) {
        StringBuilder html = new StringBuilder("<table class=\"facts\">");
        audit.properties()
                .forEach(
                        field -> {
                            if (field.getValue().isNumber()) {
                                html.append("<tr><td>")
                                        .append(Html.escaped(auditWords(field.getKey())))
                                        .append("</td><td>")
                                        .append(Html.number(field.getValue().asLong()))
                                        .append("</td></tr>");
                            }
                        });
        html.append("</table>");
        int shown = 0;
        for (JsonNode finding : audit.path("findings")) {
            if (shown++ == SHOWN_FINDINGS) {
                html.append("<p class=\"soft\">More of them are in summary.json.</p>");
                break;
            }
            html.append("<p class=\"bad\">").append(Html.escaped(finding.asText())).append("</p>");
        }
        return html.toString();
    }

    private static String auditWords(String key) {
        return switch (key) {
            case "acknowledged" -> "jobs acknowledged";
            case "lost" -> "jobs lost";
            case "double_held" -> "jobs held twice";
            case "gaps" -> "jobs with gaps in their stream";
            case "offers_after_decline" -> "jobs offered after a decline";
            case "unanswered" -> "commands never answered";
            case "unchecked" -> "jobs not answered for";
            case "repeated" -> "requests and commands repeated";
            case "reconnects" -> "sockets reopened";
            default -> key.replace('_', ' ');
        };
    }

    private static String traffic(JsonNode summary) {
        ObjectNode all = RunReport.object();
        for (String name : List.of("jobs", "offers", "fixes", "sockets", "operators", "refused")) {
            all.set(name, summary.path(name));
        }
        return Page.facts(all);
    }
}
