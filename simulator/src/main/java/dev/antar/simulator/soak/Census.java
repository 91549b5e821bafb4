package dev.antar.simulator.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Counts what a server holds: objects alive in its heap, what it says of itself under `/metrics`,
/// and what the operating system keeps for it. One thread.
public final class Census implements AutoCloseable {

    public static final String HEAP = "heap after a full collection, MB";
    public static final String MAP_ENTRIES = "entries of maps";
    public static final String DRIVERS = "drivers known";
    public static final String METERS = "series under /metrics";
    public static final String RSS = "resident memory, MB";
    public static final String DIRECT = "direct memory, MB";
    public static final String DATABASE = "database, MB";

    /// Only where the system tells of them.
    public static final String FILES = "open files";

    /// What must be gone when everybody is gone, by the names of the classes that it is made of.
    private static final Map<String, Pattern> OBJECTS = new LinkedHashMap<>();

    /// What the server says that it holds, by the label `what` of `antar_held`.
    private static final Map<String, String> HELD = new LinkedHashMap<>();

    static {
        OBJECTS.put("drivers' sessions", Pattern.compile(".*\\.stream\\.DriverSession"));
        OBJECTS.put("maps' sessions", Pattern.compile(".*\\.live\\.LiveSession"));
        OBJECTS.put("streams of jobs", Pattern.compile(".*\\.JobEventsResource\\$JobStream"));
        OBJECTS.put(
                "sockets",
                Pattern.compile("io\\.netty\\.channel\\..*\\.(Epoll|Nio|KQueue)SocketChannel"));
        OBJECTS.put("HTTP requests", Pattern.compile(".*\\.Http1xServerRequest"));
        OBJECTS.put("timers", Pattern.compile(".*\\.VertxImpl\\$InternalTimerHandler"));
        OBJECTS.put("contexts", Pattern.compile("io\\.vertx\\..*\\.ContextImpl"));
        OBJECTS.put(
                "Java threads",
                Pattern.compile(
                        "java\\.lang\\.Thread|.*\\.VertxThread|.*\\.FastThreadLocalThread"));
        OBJECTS.put("drivers on the map", Pattern.compile(".*\\.live\\.ShownDriver"));
        OBJECTS.put("jobs on the map", Pattern.compile(".*\\.live\\.ShownJob"));
        OBJECTS.put("ways to webhooks", Pattern.compile(".*\\.webhooks\\.SendingLane"));
        OBJECTS.put(
                MAP_ENTRIES,
                Pattern.compile(
                        "java\\.util\\.(concurrent\\.)?(\\w*HashMap|TreeMap)\\$(Node|Entry"
                            + "|TreeNode)|java\\.util\\.concurrent\\.ConcurrentSkipList.*Node"));
        HELD.put(DRIVERS, "drivers");
        HELD.put("drivers on duty", "drivers_on_duty");
        HELD.put("jobs open", "jobs_open");
        HELD.put("jobs remembered", "jobs_ended");
        HELD.put("offers open", "offers_live");
        HELD.put("offers remembered", "offers_ended");
        HELD.put("requests under way", "keys_under_way");
        HELD.put("answers remembered", "answers");
        HELD.put("webhooks", "webhooks");
        HELD.put("decisions to be written", "decisions_waiting");
    }

    private static final double MB = 1e6;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ProcessHandle server;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long beganNanos = System.nanoTime();

    /// @param url of the server
    public Census(ProcessHandle server, String url) {
        this.server = server;
        this.url = url;
    }

    /// Counts everything. The server stands still for some tenths of a second.
    public Sample take() throws IOException, InterruptedException {
        LiveHeap heap = LiveHeap.of(server);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(HEAP, heap.bytes() / MB);
        OBJECTS.forEach((name, classes) -> values.put(name, (double) heap.objects(classes)));
        values.putAll(told());
        fromSystem(values);
        return new Sample((System.nanoTime() - beganNanos) / 1e9, heap, values);
    }

    /// What the server says of itself; quick.
    public Map<String, Double> told() throws IOException, InterruptedException {
        String page =
                http.send(
                                HttpRequest.newBuilder(URI.create(url + "/metrics"))
                                        .timeout(LIMIT)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return read(page);
    }

    /// CPU time that the server has used so far.
    public Duration cpu() {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        http.close();
    }

    static Map<String, Double> read(String page) {
        Map<String, Double> values = new LinkedHashMap<>();
        HELD.forEach(
                (name, what) -> values.put(name, sum(page, "antar_held", "what=\"" + what + "\"")));
        for (String kind : new String[] {"driver", "live", "job_events"}) {
            values.put(
                    "open by the meter: " + kind,
                    sum(page, "antar_sockets", "kind=\"" + kind + "\""));
        }
        values.put(DIRECT, sum(page, "antar_direct_memory_bytes", "") / MB);
        values.put(
                METERS,
                (double)
                        page.lines()
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .count());
        return values;
    }

    private static double sum(String page, String name, String containing) {
        Matcher series =
                Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([0-9.Ee+-]+)$").matcher(page);
        double sum = 0;
        while (series.find()) {
            String labels = series.group(1) == null ? "" : series.group(1);
            if (labels.contains(containing)) {
                sum += Double.parseDouble(series.group(2));
            }
        }
        return sum;
    }

    /// Where Linux tells; elsewhere these are missing.
    private void fromSystem(Map<String, Double> values) throws IOException {
        Path own = Path.of("/proc", Long.toString(server.pid()));
        if (!Files.isDirectory(own)) {
            return;
        }
        for (String line : Files.readAllLines(own.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                values.put(RSS, Double.parseDouble(line.replaceAll("\\D", "")) * 1_024 / MB);
            } else if (line.startsWith("Threads:")) {
                values.put("threads of the system", Double.parseDouble(line.replaceAll("\\D", "")));
            }
        }
        try (Stream<Path> files = Files.list(own.resolve("fd"))) {
            values.put(FILES, (double) files.count());
        }
    }
}
