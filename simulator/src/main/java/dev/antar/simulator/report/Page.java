package dev.antar.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A page about runs: one file with its style and script inside.
public final class Page {

    private final StringBuilder html = new StringBuilder();

    public Page(String title) {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>")
                .append(Html.escaped(title))
                .append("</title><style>")
                .append(resource("load.css"))
                .append("</style></head><body><main>");
    }

    public Page add(String markup) {
        html.append(markup);
        return this;
    }

    /// A large figure.
    ///
    /// @param style `good`, `bad` or nothing
    public void tile(String style, String value, String unit, String name) {
        html.append("<div class=\"tile ")
                .append(style)
                .append("\"><b>")
                .append(Html.escaped(value));
        if (!unit.isEmpty()) {
            html.append(" <small>").append(Html.escaped(unit)).append("</small>");
        }
        html.append("</b><span>").append(Html.escaped(name)).append("</span></div>");
    }

    public void card(String title, String markup) {
        html.append("<section class=\"card\"><h2>")
                .append(Html.escaped(title))
                .append("</h2>")
                .append(markup)
                .append("</section>");
    }

    public void wideCard(String title, String markup) {
        html.append("<section class=\"card wide\"><h2>")
                .append(Html.escaped(title))
                .append("</h2><div class=\"scroll\">")
                .append(markup)
                .append("</div></section>");
    }

    public String end() {
        return html.append("</main><script>")
                .append(resource("load.js"))
                .append("</script></body></html>\n")
                .toString();
    }

    /// Names and values of an object with their units, inner ones with their path.
    public static String facts(JsonNode node) {
        StringBuilder rows = new StringBuilder("<table class=\"facts\">");
        facts(rows, "", node);
        return rows.append("</table>").toString();
    }

    private static void facts(StringBuilder rows, String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode inner) {
                facts(rows, prefix + field.getKey() + ".", inner);
            } else {
                Named name = Named.of(prefix + field.getKey());
                rows.append("<tr><td>")
                        .append(Html.escaped(name.words()))
                        .append("</td><td>")
                        .append(Html.escaped(name.with(field.getValue())))
                        .append("</td></tr>");
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
