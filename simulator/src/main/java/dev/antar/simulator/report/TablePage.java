package dev.antar.simulator.report;

import java.util.List;

/// A page of figures and tables: one file, nothing from elsewhere.
///
/// @param subtitle one sentence on what was run
/// @param command that makes it again
public record TablePage(
        String title, String subtitle, List<Figure> figures, List<Table> tables, String command) {

    public TablePage {
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
    }

    /// A number that stands large, and what it is.
    public record Figure(String value, String name) {}

    /// Rows of text under a header; numbers are aligned by the reader's eye on equal digits.
    public record Table(String title, List<String> header, List<List<String>> rows) {

        public Table {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }

    /// The page as HTML.
    public String html() {
        StringBuilder page = new StringBuilder();
        ReportPage.begin(page, title);
        page.append("<p class=\"sub\">")
                .append(Html.escaped(subtitle))
                .append("</p><div class=\"figures\">");
        figures.forEach(f -> ReportPage.figure(page, Html.escaped(f.value), Html.escaped(f.name)));
        page.append("</div><div class=\"cards wide\">");
        tables.forEach(t -> ReportPage.card(page, Html.escaped(t.title), html(t)));
        ReportPage.card(page, "To repeat it", "<code>" + Html.escaped(command) + "</code>");
        return page.append("</div></main></body></html>\n").toString();
    }

    private static String html(Table table) {
        StringBuilder rows = new StringBuilder("<table class=\"numbers\"><tr>");
        table.header.forEach(h -> rows.append("<th>").append(Html.escaped(h)).append("</th>"));
        rows.append("</tr>");
        for (List<String> row : table.rows) {
            rows.append("<tr>");
            row.forEach(cell -> rows.append("<td>").append(Html.escaped(cell)).append("</td>"));
            rows.append("</tr>");
        }
        return rows.append("</table>").toString();
    }
}
