package dev.antar.server;

import dev.antar.core.demand.IdleHints;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.core.travel.Learning;
import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.TravelTimes;
import dev.antar.core.travel.road.BadRoadFile;
import dev.antar.core.travel.road.RoadFile;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.core.zone.Zones;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The server program.
@Command(
        name = "antar",
        description = "Dispatches jobs to drivers.",
        subcommands = {
            Main.Serve.class,
            ReplayCommand.class,
            TortureCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            PersonCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        ScratchFolder.use();
        int status = commandLine().execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    /// `antar serve`.
    @Command(
            name = "serve",
            description = "Runs the server until it is told to stop (Ctrl-C).",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Serve implements Callable<Integer> {

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "antar-data",
                description = "Folder of the embedded database (default: ${DEFAULT-VALUE}).")
        private Path data;

        @Option(
                names = "--port",
                paramLabel = "N",
                defaultValue = "8080",
                description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
        private int port;

        @Option(
                names = "--host",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                description = "Address to listen on (default: ${DEFAULT-VALUE}).")
        private String host;

        @Option(
                names = "--database-url",
                paramLabel = "URL",
                description =
                        "A PostgreSQL to use instead of the embedded one:"
                                + " postgresql://user:password@host:port/name. Better given as"
                                + " ANTAR_DATABASE_URL, where others cannot read it.",
                defaultValue = "${env:ANTAR_DATABASE_URL}")
        private @Nullable String databaseUrl;

        @Option(
                names = "--allow-unauthenticated",
                description = "Serve other machines although there is no authentication yet.")
        private boolean allowUnauthenticated;

        @Option(
                names = "--region",
                paramLabel = "NAME[=LAT,LNG[,RADIUS_KM]]",
                defaultValue = "default",
                description =
                        "A region to run (default: ${DEFAULT-VALUE}). May be given several times,"
                                + " each with its place; jobs go to the region that serves their"
                                + " pickup, within 50 km unless it says another radius.")
        private List<String> regions;

        @Option(
                names = "--policy",
                paramLabel = "NAME|FILE",
                defaultValue = ShippedPolicies.DEFAULT,
                description =
                        "How jobs are matched: a policy that comes along (antar policy shows"
                                + " them), or a file that ends in .toml (default:"
                                + " ${DEFAULT-VALUE}).")
        private String policy;

        @Mixin private TurnsOption turns;
        @Mixin private WebhookOptions webhooks;
        @Mixin private ReviewOption review;

        @Option(
                names = "--center",
                paramLabel = "LAT,LNG",
                defaultValue = "57.7045,11.968",
                description = "Where maps begin (default: ${DEFAULT-VALUE}).")
        private String center;

        @Option(
                names = "--round",
                paramLabel = "MS",
                description =
                        "Time between rounds where the policy leaves it open, milliseconds"
                                + " (default: 1000).")
        private @Nullable Integer roundMillis;

        @Option(
                names = "--offer-timeout",
                paramLabel = "MS",
                description =
                        "How long a driver has to answer where the policy leaves it open,"
                                + " milliseconds (default: 15000).")
        private @Nullable Integer offerMillis;

        @Option(
                names = "--max-wait",
                paramLabel = "MS",
                description =
                        "How long a job may wait for a driver where the policy leaves it open,"
                                + " milliseconds (default: 1800000).")
        private @Nullable Integer maxWaitMillis;

        @Option(
                names = "--speed",
                paramLabel = "M/S",
                defaultValue = "6.5",
                description = "Average speed of travel (default: ${DEFAULT-VALUE}).")
        private double speed;

        @Option(
                names = "--circuity",
                paramLabel = "X",
                defaultValue = "1.3",
                description =
                        "How much longer streets are than straight lines (default:"
                                + " ${DEFAULT-VALUE}).")
        private double circuity;

        @Option(
                names = "--swaps",
                negatable = true,
                fallbackValue = "true",
                description =
                        "Whether a job may go to a better driver once after one has accepted it"
                                + " (it may; docs/matching.md).")
        private @Nullable Boolean swaps;

        @Option(
                names = "--hints",
                description =
                        "Tell idle drivers where demand is expected that nobody is there for"
                                + " (advice only, capped so that not all get the same).")
        private boolean hints;

        @Option(
                names = "--zones",
                paramLabel = "FILE",
                description =
                        "GeoJSON with the areas that are served, forbidden places and lines of"
                                + " waiting drivers (docs/zones.md).")
        private @Nullable Path zones;

        @Option(
                names = "--roads",
                paramLabel = "FILE",
                description =
                        "Time jobs by these roads: an OpenStreetMap extract (.osm.pbf), a table of"
                                + " links (.csv, .csv.gz) or a folder with points.csv, edges.csv"
                                + " and week.csv; without it by straight lines at --speed.")
        private @Nullable Path roads;

        @Option(
                names = "--road-pace",
                paramLabel = "X",
                defaultValue = "1",
                description =
                        "How many times faster than the road file says one drives, 0.1 to 10"
                                + " (default: ${DEFAULT-VALUE}).")
        private double roadPace;

        @Option(
                names = "--roads-attribution",
                paramLabel = "TEXT",
                description =
                        "Whom the map page thanks for the roads (default: OpenStreetMap's"
                                + " contributors for an extract, else nobody).")
        private @Nullable String attribution;

        @Option(
                names = "--time-zone",
                paramLabel = "ZONE",
                description =
                        "Whose hours a road file's times by hour are, such as America/New_York"
                                + " (default: this machine's).")
        private @Nullable ZoneId zone;

        @Option(
                names = "--learn-speed",
                negatable = true,
                defaultValue = "true",
                fallbackValue = "true",
                description =
                        "Correct travel times by how long legs really take, by place and hour of"
                                + " the week (default: yes).")
        private boolean learnSpeed;

        @Mixin private KeepOptions keep;
        @Mixin private DrainOptions drain;

        @Mixin private ConnectionOptions connections;

        @Override
        public Integer call() {
            try {
                run();
                return 0;
            } catch (IllegalArgumentException | BadRoadFile e) {
                System.err.println("antar serve: " + e.getMessage());
                return 2;
            } catch (RuntimeException e) {
                System.err.println("antar serve: " + explained(e));
                return 1;
            }
        }

        private void run() {
            Server server = Server.start(config());
            new Stop(server).onSignal();
            System.out.println("Antar is ready: http://" + host + ":" + server.port());
        }

        private ServerConfig config() {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("--port=" + port + ": must be from 0 to 65535");
            }
            DispatchConfig defaults = DispatchConfig.defaults();
            Policy chosen = PolicyFile.read(policy);
            int round = open(chosen, PolicyParameter.ROUND_MS, "--round", roundMillis);
            int offer = open(chosen, PolicyParameter.OFFER_MS, "--offer-timeout", offerMillis);
            int wait = open(chosen, PolicyParameter.MAX_WAIT_MS, "--max-wait", maxWaitMillis);
            Boolean typed = swaps;
            Integer wanted = typed == null ? null : typed ? Integer.valueOf(1) : Integer.valueOf(0);
            boolean passOn = open(chosen, PolicyParameter.SWAPS, "--swaps", wanted) == 1;
            return new ServerConfig(
                    data,
                    host,
                    port,
                    databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl,
                    allowUnauthenticated,
                    RegionConfig.parse(regions, position(center)),
                    chosen,
                    defaults.withTravelTimes(travelTimes())
                            .withTimes(round, offer, wait)
                            .withRevision(
                                    passOn
                                            ? defaults.revision()
                                            : defaults.revision().withoutSwaps())
                            .withHints(hints ? IdleHints.Settings.usual() : null)
                            .withZones(zones == null ? Zones.NONE : ZonesFile.read(zones)),
                    keep.recording(data),
                    turns.read(),
                    keep.care(),
                    roads(),
                    webhooks.read(),
                    review.read(),
                    drain.read(),
                    connections.read());
        }

        /// What was typed for this parameter, or its usual value; refused where the policy sets it.
        private static int open(
                Policy policy, PolicyParameter parameter, String option, @Nullable Integer typed) {
            Integer set = policy.parameters().get(parameter);
            if (typed != null && set != null) {
                throw new IllegalArgumentException(
                        option
                                + "="
                                + typed
                                + ": must not be given, because policy "
                                + policy.name()
                                + " sets "
                                + parameter.key()
                                + " = "
                                + set);
            }
            return typed == null ? parameter.usual() : typed;
        }

        private TravelTimes travelTimes() {
            StraightLine line = new StraightLine(speed, circuity);
            return learnSpeed ? new Learning(line) : line;
        }

        private @Nullable RoadMap roads() {
            Path file = roads;
            if (file == null) {
                return null;
            }
            ZoneId hours = zone == null ? ZoneId.systemDefault() : zone;
            RoadGraph graph = RoadFile.read(file, hours, RoadFile.usualCache());
            System.out.printf(
                    Locale.ROOT,
                    "Roads: %s, %d junctions, %.0f km%n",
                    file,
                    graph.nodes(),
                    graph.kilometers());
            String thanks = attribution;
            if (thanks == null) {
                thanks = file.toString().endsWith(".pbf") ? "© OpenStreetMap contributors" : "";
            }
            return new RoadMap(graph, roadPace, thanks);
        }

        private static LatLng position(String text) {
            String[] parts = text.split(",", -1);
            try {
                if (parts.length == 2) {
                    return new LatLng(
                            Double.parseDouble(parts[0].strip()),
                            Double.parseDouble(parts[1].strip()));
                }
            } catch (NumberFormatException _) {
                // Falls through to the same refusal.
            }
            throw new IllegalArgumentException(
                    "--center=" + text + ": must be LAT,LNG such as 57.7045,11.968");
        }

        private static String explained(RuntimeException failure) {
            Throwable cause = failure;
            while (cause.getCause() != null
                    && !(cause instanceof dev.antar.server.store.DatabaseException)) {
                cause = cause.getCause();
            }
            return cause instanceof java.net.BindException
                    ? "the port cannot be listened on ("
                            + cause.getMessage()
                            + "); give another with --port"
                    : String.valueOf(cause.getMessage());
        }
    }
}
