package dev.antar.simulator.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// FleetPy's example: `nodes.csv`, `edges.csv`, requests and the type of its cars.
public final class RideCases {

    private static final int MOST_NODES = 10_000_000;

    private RideCases() {}

    /// Reads a case.
    ///
    /// @param requests the file of the requests, in the folder
    /// @param cars how many; where they begin is drawn as FleetPy draws it
    /// @throws BadFile naming file, line, column, value and rule
    public static RideCase read(Path folder, String requests, int cars) {
        List<Node> nodes =
                CsvTable.read(
                                folder.resolve("nodes.csv"),
                                List.of("node_index", "is_stop_only"),
                                RideCases::node)
                        .stream()
                        .sorted(Comparator.comparingInt(Node::index))
                        .toList();
        List<Boolean> stop = new ArrayList<>(Collections.nCopies(nodes.size(), false));
        List<Integer> stops = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).index() != i) {
                throw new BadFile(
                        folder.resolve("nodes.csv")
                                + ": node_index must count from 0 without a gap, and has no "
                                + i);
            }
            if (nodes.get(i).stop()) {
                stop.set(i, true);
                stops.add(i);
            }
        }
        if (stops.isEmpty()) {
            throw new BadFile(folder.resolve("nodes.csv") + ": no node has is_stop_only True");
        }
        int last = nodes.size() - 1;
        Set<String> seen = new HashSet<>();
        return new RideCase(
                nodes.size(),
                stop,
                CsvTable.read(
                        folder.resolve("edges.csv"),
                        List.of("from_node", "to_node", "distance", "travel_time"),
                        row -> edge(row, last)),
                CsvTable.read(
                        folder.resolve(requests),
                        List.of("rq_time", "start", "end", "request_id"),
                        row -> request(row, stop, seen)),
                FirstPlaces.of(stops, cars),
                seats(folder.resolve("default_vehtype.csv")));
    }

    private record Node(int index, boolean stop) {}

    private static Node node(CsvTable.Row row) {
        String stop = row.text("is_stop_only");
        if (!stop.equals("True") && !stop.equals("False")) {
            throw row.bad("is_stop_only", stop, "must be True or False");
        }
        return new Node(row.integer("node_index", 0, MOST_NODES), stop.equals("True"));
    }

    private static RideCase.Edge edge(CsvTable.Row row, int last) {
        double seconds = row.number("travel_time", 0, 86_400);
        return new RideCase.Edge(
                row.integer("from_node", 0, last),
                row.integer("to_node", 0, last),
                (int) Math.max(1, Math.round(seconds * 1_000)),
                row.number("distance", 0, 1e7));
    }

    private static RideCase.Request request(
            CsvTable.Row row, List<Boolean> stop, Set<String> seen) {
        String name = row.text("request_id");
        if (!seen.add(name)) {
            throw row.bad("request_id", name, "must be given once only");
        }
        return new RideCase.Request(
                name,
                row.integer("rq_time", 0, 7 * 86_400),
                place(row, "start", stop),
                place(row, "end", stop));
    }

    private static int place(CsvTable.Row row, String column, List<Boolean> stop) {
        int node = row.integer(column, 0, stop.size() - 1);
        if (!stop.get(node)) {
            throw row.bad(column, row.text(column), "must be a node with is_stop_only True");
        }
        return node;
    }

    /// The file has no header: its first line names the type, its second the seats.
    private static int seats(Path file) {
        return CsvTable.read(
                        file,
                        List.of("vtype_name_full", "default_vehtype"),
                        row ->
                                row.text("vtype_name_full").equals("maximum_passengers")
                                        ? row.integer("default_vehtype", 1, 100)
                                        : 0)
                .stream()
                .filter(seats -> seats > 0)
                .findFirst()
                .orElseThrow(() -> new BadFile(file + ": has no row maximum_passengers"));
    }
}
