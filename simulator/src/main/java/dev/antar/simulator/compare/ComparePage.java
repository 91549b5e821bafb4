package dev.antar.simulator.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.report.Html;
import dev.antar.simulator.report.Page;

import java.util.List;
import java.util.Locale;

/// The comparison as one page for people who have to decide, or who are decided about.
final class ComparePage {

    private final List<PolicyRuns> policies;
    private final String currency;
    private final List<String> findings;
    private final List<Groups.Group> drivers;
    private final List<Groups.Group> customers;

    ComparePage(
            List<PolicyRuns> policies,
            String currency,
            List<String> findings,
            List<Groups.Group> drivers,
            List<Groups.Group> customers) {
        this.policies = policies;
        this.currency = currency;
        this.findings = findings;
        this.drivers = drivers;
        this.customers = customers;
    }

    String html(String command, ObjectNode parameters) {
        String from = policies.getFirst().policy().name();
        String to = policies.getLast().policy().name();
        Page page = new Page(from + " or " + to);
        page.add("<header><h1>What if <em>" + Html.escaped(to) + "</em> replaced <em>")
                .add(Html.escaped(from) + "</em>?</h1></header><p class=\"sub\">The same customers")
                .add(" and drivers under both, ")
                .add(policies.getFirst().runs().size() + " times with other luck.</p>");
        long broken = policies.stream().mapToLong(PolicyRuns::violations).sum();
        if (broken > 0) {
            page.add("<div class=\"banner\"><b>" + broken + " promises were broken</b> in these")
                    .add(" runs; the figures cannot be relied on.</div>");
        }
        page.add("<div class=\"cards\">");
        StringBuilder words = new StringBuilder("<ul>");
        findings.forEach(sentence -> words.append("<li>" + Html.escaped(sentence) + "</li>"));
        page.wideCard("In short", words.append("</ul>").toString());
        page.wideCard("Figures", figures(from, to));
        page.card("Pay per hour on duty", PayChart.of(policies, currency));
        page.card("What differs", differing());
        page.wideCard(
                "Drivers: who gains, who loses (" + currency + " per hour on duty)",
                groups(drivers, from, to, true));
        page.wideCard(
                "Customers: who waits longer, who shorter (mean wait, seconds)",
                groups(customers, from, to, false));
        page.card("To repeat", "<pre>" + Html.escaped(command) + "</pre>");
        page.card("Choices", Page.facts(parameters));
        return page.add("</div>").end();
    }

    private String figures(String from, String to) {
        StringBuilder rows = new StringBuilder(head("", from, to) + "<th>change</th></tr>");
        for (Measure measure : Measure.all(currency)) {
            double[] before = policies.getFirst().each(measure.figure());
            double[] after = policies.getLast().each(measure.figure());
            Interval change = Interval.ofDifference(before, after);
            String unit = measure.unit().isEmpty() ? "" : ", " + measure.unit();
            rows.append("<tr><td>" + Html.escaped(measure.name() + unit) + "</td>")
                    .append("<td>" + shown(Interval.of(before)) + "</td>")
                    .append("<td>" + shown(Interval.of(after)) + "</td>")
                    .append("<td class=\"" + style(change, measure.better()) + "\">")
                    .append(signed(change) + "</td></tr>");
        }
        return rows
                + "</table><p class=\"soft\">In brackets: what holds the true value in 95 of 100"
                + " such comparisons. A change without colour cannot be told from chance.</p>";
    }

    private static String groups(List<Groups.Group> groups, String from, String to, boolean paid) {
        String more = paid ? "<th>5 % better paid</th><th>5 % worse paid</th>" : "";
        StringBuilder rows =
                new StringBuilder(
                        "<table><tr><th></th><th>"
                                + (paid ? "drivers" : "jobs")
                                + "</th><th>"
                                + Html.escaped(from)
                                + "</th><th>"
                                + Html.escaped(to)
                                + "</th><th>change</th>"
                                + more
                                + "</tr>");
        for (Groups.Group group : groups) {
            rows.append("<tr><td>" + Html.escaped(group.kind() + ": " + group.name()) + "</td>")
                    .append("<td>" + Html.number(group.size()) + "</td>")
                    .append("<td>" + Html.number(group.first().mean()) + "</td>")
                    .append("<td>" + Html.number(group.second().mean()) + "</td>")
                    .append("<td class=\"" + style(group.difference(), paid ? 1 : -1) + "\">")
                    .append(signed(group.difference()) + "</td>");
            if (paid) {
                rows.append("<td>" + percent(group.gains()) + "</td>")
                        .append("<td>" + percent(group.loses()) + "</td>");
            }
            rows.append("</tr>");
        }
        return rows.append("</table>").toString();
    }

    private String differing() {
        StringBuilder cards = new StringBuilder();
        for (PolicyRuns each : policies) {
            cards.append("<p><b>" + Html.escaped(each.policy().name()) + "</b>, version ")
                    .append(each.policy().version() + "</p><pre>")
                    .append(Html.escaped(each.policy().text()) + "</pre>");
        }
        return cards.toString();
    }

    private static String head(String first, String from, String to) {
        return "<table><tr><th>"
                + first
                + "</th><th>"
                + Html.escaped(from)
                + "</th><th>"
                + Html.escaped(to)
                + "</th>";
    }

    private static String shown(Interval interval) {
        return precise(interval.mean())
                + (Double.isNaN(interval.low())
                        ? ""
                        : " <span class=\"soft\">("
                                + precise(interval.low())
                                + " to "
                                + precise(interval.high())
                                + ")</span>");
    }

    private static String signed(Interval change) {
        String sign = change.mean() > 0 ? "+" : "";
        return sign + shown(change);
    }

    private static String precise(double value) {
        return Math.abs(value) < 1 ? String.format(Locale.ROOT, "%.3f", value) : Html.number(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String style(Interval change, int better) {
        if (better == 0 || !change.certain()) {
            return "";
        }
        return change.mean() * better > 0 ? "good" : "bad";
    }
}
