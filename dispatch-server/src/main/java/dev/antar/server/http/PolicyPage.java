package dev.antar.server.http;

import dev.antar.server.explain.Language;
import dev.antar.server.explain.PageWords;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The policy's explanation as a page that anybody can open. Made from what the JSON answer says.
final class PolicyPage {

    private final Language in;
    private final JsonObject told;
    private final StringBuilder html = new StringBuilder(16_384);

    PolicyPage(Language in, JsonObject told) {
        this.in = in;
        this.told = told;
    }

    /// @param here its own address without a language
    String write(String here) {
        head();
        criteria();
        rules();
        parameters();
        history();
        title(PageWords.HOW);
        html.append("<p>").append(Html.text(measured().getString("text"))).append("</p>");
        return Html.page(in, PageWords.TITLE.in(in), here, html.toString());
    }

    private JsonObject measured() {
        return told.getJsonObject("measured");
    }

    private void title(PageWords words) {
        html.append("<h2>").append(Html.text(words.in(in))).append("</h2>");
    }

    private void head() {
        JsonObject policy = told.getJsonObject("policy");
        html.append("<p class=\"lead\">").append(Html.text(told.getString("text")));
        html.append("</p><p class=\"soft\">")
                .append(Html.text(PageWords.REGION.in(in) + " " + told.getString("region")))
                .append(" · ")
                .append(Html.text(policy.getString("name")))
                .append(", ")
                .append(Html.text(PageWords.VERSION.in(in) + " " + policy.getInteger("version")));
        if (!policy.getString("about").isEmpty()) {
            html.append(": “").append(Html.text(policy.getString("about"))).append("”");
        }
        html.append("<br>").append(Html.text(PageWords.IN_FORCE_SINCE.in(in))).append(' ');
        JsonObject change = told.getJsonObject("change");
        html.append(
                change == null
                        ? Html.text(PageWords.FROM_BEGINNING.in(in))
                        : Html.text(change.getString("clock")));
        html.append("</p>");
    }

    private void criteria() {
        title(PageWords.COUNTS);
        int decisions = measured().getInteger("decisions");
        if (decisions > 0) {
            html.append("<p class=\"soft\">")
                    .append(Html.text(PageWords.COUNTS_MORE.in(in)))
                    .append(" (" + decisions + " " + Html.text(PageWords.DECISIONS.in(in)) + ")")
                    .append("</p>");
        }
        List<String> idle = new ArrayList<>();
        html.append("<ul class=\"bars\">");
        for (JsonObject each : list("criteria")) {
            if (share(each, "decisive") + share(each, "unsettled") + share(each, "ofCost") > 0) {
                criterion(each);
            } else {
                idle.add(each.getString("meaning"));
            }
        }
        html.append("</ul>");
        others(decisions > 0 ? PageWords.NEVER_COUNTS : PageWords.ALL_COUNT, idle);
    }

    private void criterion(JsonObject each) {
        double decisive = share(each, "decisive");
        double most = decisive + share(each, "unsettled");
        html.append("<li><div class=\"line\"><span>")
                .append(Html.text(each.getString("meaning")))
                .append("</span><b>")
                .append(Html.text(PageWords.DECIDES.in(in)))
                .append(' ')
                .append(Html.percent(in, each.getDouble("decisive")))
                .append("</b></div>")
                .append(Html.bar(decisive))
                .append("<small>");
        if (most > decisive) {
            html.append(Html.text(PageWords.UP_TO.in(in)))
                    .append(' ')
                    .append(Html.percent(in, most))
                    .append(" · ");
        }
        html.append(Html.percent(in, each.getDouble("ofCost")))
                .append(' ')
                .append(Html.text(PageWords.OF_COST.in(in)))
                .append("</small></li>");
    }

    private void rules() {
        title(PageWords.RULES);
        boolean some = measured().getInteger("decisions") > 0;
        StringBuilder rows = new StringBuilder();
        List<String> unmet = new ArrayList<>();
        for (JsonObject each : list("rules")) {
            if (share(each, "keptAway") == 0) {
                unmet.add(each.getString("text"));
                continue;
            }
            rows.append("<tr><td>")
                    .append(Html.text(each.getString("text")))
                    .append("</td><td class=\"number\">")
                    .append(Html.percent(in, each.getDouble("keptAway")))
                    .append("</td><td class=\"number\">")
                    .append(Html.percent(in, each.getDouble("decisive")))
                    .append("</td></tr>");
        }
        if (!rows.isEmpty()) {
            html.append("<table><thead><tr><th>")
                    .append(Html.text(PageWords.RULE.in(in)))
                    .append("</th><th class=\"number\">")
                    .append(Html.text(PageWords.MET.in(in)))
                    .append("</th><th class=\"number\">")
                    .append(Html.text(PageWords.TURNED.in(in)))
                    .append("</th></tr></thead><tbody>");
            html.append(rows).append("</tbody></table>");
        }
        others(some ? PageWords.NOT_MET : PageWords.ALL_RULES, unmet);
    }

    private void others(PageWords what, List<String> names) {
        if (!names.isEmpty()) {
            html.append("<p class=\"soft\">")
                    .append(Html.text(what.in(in)))
                    .append(": ")
                    .append(Html.text(String.join("; ", names)))
                    .append(".</p>");
        }
    }

    private void parameters() {
        title(PageWords.SETTINGS);
        html.append("<table><thead><tr><th>")
                .append(Html.text(PageWords.SETTING.in(in)))
                .append("</th><th class=\"number\">")
                .append(Html.text(PageWords.VALUE.in(in)))
                .append("</th><th>")
                .append(Html.text(PageWords.WEIGHED.in(in)))
                .append("</th></tr></thead><tbody>");
        for (JsonObject each : list("parameters")) {
            String key = each.getString("key");
            JsonObject measured = each.getJsonObject("measured");
            Double share = measured.getDouble("share");
            html.append("<tr><td>")
                    .append(Html.text(withoutUnit(each.getString("meaning"))))
                    .append("<br><small>")
                    .append(Html.text(each.getString("direction")))
                    .append(" · <code>")
                    .append(Html.text(key))
                    .append("</code></small></td><td class=\"number\">")
                    .append(Html.text(value(key, each.getInteger("value"))))
                    .append("</td><td><small>")
                    .append(share == null ? "" : Html.percent(in, share) + " ")
                    .append(Html.text(measured.getString("text")))
                    .append("</small></td></tr>");
        }
        html.append("</tbody></table>");
    }

    private void history() {
        title(PageWords.HISTORY);
        List<JsonObject> changes = list("history");
        if (changes.isEmpty()) {
            html.append("<p>").append(Html.text(PageWords.NEVER_CHANGED.in(in))).append("</p>");
            return;
        }
        html.append("<table><tbody>");
        for (JsonObject each : changes) {
            JsonObject policy = each.getJsonObject("policy");
            String grounds = each.getString("grounds");
            html.append("<tr><td>")
                    .append(Html.text(each.getString("clock")))
                    .append("</td><td>")
                    .append(Html.text(policy.getString("name")))
                    .append(", ")
                    .append(
                            Html.text(
                                    PageWords.VERSION.in(in) + " " + policy.getInteger("version")))
                    .append("<br><small>")
                    .append(Html.text(PageWords.BY.in(in) + " " + each.getString("by")))
                    .append(": ")
                    .append(Html.text(each.getString("reason")))
                    .append(grounds == null ? "" : "; " + Html.text(grounds))
                    .append("</small></td></tr>");
        }
        html.append("</tbody></table>");
    }

    private List<JsonObject> list(String field) {
        JsonArray array = told.getJsonArray(field);
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static double share(JsonObject of, String field) {
        @Nullable Double share = of.getDouble(field);
        return share == null ? 0 : share;
    }

    /// The value beside it has its unit already.
    private static String withoutUnit(String meaning) {
        return meaning.replaceFirst(", (milliseconds|milidetik|percent|persen)", "");
    }

    private String value(String key, int value) {
        if (key.endsWith("_percent")) {
            return value + " %";
        }
        if (!key.endsWith("_ms")) {
            return Integer.toString(value);
        }
        return value < 120_000 || value % 60_000 != 0
                ? Html.number(in, value / 1_000.0) + " " + (in == Language.EN ? "s" : "detik")
                : value / 60_000 + " " + PageWords.MINUTES.in(in);
    }
}
