package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.report.TablePage;
import dev.antar.simulator.trace.PublishedCsv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The results that FleetPy publishes with its case, where the folder has them.
final class PublishedRides {

    private static final Map<String, String> ALGORITHMS =
            Map.of(
                    "mt_batch_opt_AM_MoD_0", "Alonso-Mora",
                    "mt_batch_opt_IH_MoD_0", "insertion",
                    "mt_batch_opt_LA_MoD_0", "linear assignment");

    private final Path file;

    PublishedRides(Path folder) {
        this.file = folder.resolve("published_batch_results.csv");
    }

    void put(ObjectNode node) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        ALGORITHMS.keySet().stream()
                .sorted()
                .forEach(
                        column -> {
                            Map<String, Double> values = PublishedCsv.read(file, "", column);
                            ObjectNode of = node.putObject(ALGORITHMS.get(column));
                            of.put("wait_s", values.getOrDefault("waiting time", 0.0));
                            of.put("km", values.getOrDefault("total vkm", 0.0));
                        });
    }

    TablePage.Table beside(RideFigures ours) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "Antar",
                        String.valueOf(ours.served()),
                        RideFigures.two(ours.waitS().mean()),
                        RideFigures.two(ours.waitS().p90()),
                        RideFigures.two(ours.km()),
                        RideFigures.two(ours.emptyPercent())));
        if (Files.isRegularFile(file)) {
            ALGORITHMS.keySet().stream().sorted().forEach(column -> rows.add(row(column)));
        }
        return new TablePage.Table(
                "Beside the published results",
                List.of("algorithm", "served", "mean wait, s", "p90", "km", "empty %"),
                rows);
    }

    private List<String> row(String column) {
        Map<String, Double> values = PublishedCsv.read(file, "", column);
        return List.of(
                ALGORITHMS.getOrDefault(column, column),
                String.valueOf(Math.round(values.getOrDefault("number users", 0.0))),
                RideFigures.two(values.getOrDefault("waiting time", 0.0)),
                RideFigures.two(values.getOrDefault("waiting time (90% quantile)", 0.0)),
                RideFigures.two(values.getOrDefault("total vkm", 0.0)),
                RideFigures.two(values.getOrDefault("% empty vkm", 0.0)));
    }
}
