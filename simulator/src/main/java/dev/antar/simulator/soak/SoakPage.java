package dev.antar.simulator.soak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.report.Html;
import dev.antar.simulator.report.LineChart;
import dev.antar.simulator.report.Page;
import dev.antar.simulator.report.RunReport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a server held over the time of a soak: a chart for each thing, and a file for programs.
///
/// @param baseline at rest before, `end` at rest after
/// @param during in order
/// @param slope of the heap, MB in ten minutes
public record SoakPage(Sample baseline, List<Sample> during, Sample end, Trend slope) {

    public SoakPage {
        during = List.copyOf(during);
    }

    /// Writes `soak.html` and `soak.json`.
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("soak.html"), html(), StandardCharsets.UTF_8);
        RunReport.write(json(), folder.resolve("soak.json"));
    }

    private String html() {
        Page page = new Page("Antar: soak");
        page.add("<h1>Antar: soak</h1><div class=\"tiles\">");
        page.tile("", Html.number(slope.slope()), "MB in 10 min", "slope of the heap (Theil–Sen)");
        page.tile(
                "",
                Html.number(slope.low()) + " to " + Html.number(slope.high()),
                "MB in 10 min",
                "its 95 % interval");
        page.add("</div><div class=\"cards\">");
        double[] at = during.stream().mapToDouble(Sample::atSeconds).toArray();
        for (String name : end.values().keySet()) {
            boolean megabytes = name.endsWith(", MB");
            page.card(
                    name,
                    LineChart.of(
                            at,
                            megabytes ? "MB" : "",
                            name,
                            during.stream().mapToDouble(sample -> sample.of(name)).toArray()));
        }
        page.add("</div><div class=\"cards\">");
        page.wideCard("At rest, before and after", table());
        return page.add("</div>").end();
    }

    private String table() {
        StringBuilder rows =
                new StringBuilder(
                        "<table class=\"numbers\"><tr><th>What</th><th>Before</th><th>After</th>"
                                + "</tr>");
        end.values()
                .forEach(
                        (name, value) ->
                                rows.append("<tr><td>")
                                        .append(Html.escaped(name))
                                        .append("</td><td>")
                                        .append(Html.number(baseline.of(name)))
                                        .append("</td><td>")
                                        .append(Html.number(value))
                                        .append("</td></tr>"));
        return rows.append("</table>").toString();
    }

    private ObjectNode json() {
        ObjectNode all = RunReport.object();
        ObjectNode heap = all.putObject("heap_mb_per_10_min");
        heap.put("slope", slope.slope()).put("low", slope.low()).put("high", slope.high());
        write(all.putObject("baseline"), baseline);
        ArrayNode samples = all.putArray("during");
        during.forEach(sample -> write(samples.addObject(), sample));
        write(all.putObject("end"), end);
        return all;
    }

    private static void write(ObjectNode node, Sample sample) {
        node.put("at_s", Math.round(sample.atSeconds()));
        sample.values().forEach(node::put);
    }
}
