package dev.antar.server.http;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.webhook.WebhookAccess;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Every path of the HTTP interface, for all event loops.
public final class HttpRoutes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_REPORT_BYTES = 1024 * 1024;

    /// Each may take some megabytes while it is read.
    private static final int REPORTS_AT_ONCE = 4;

    private static final String REPORT = "/v1/policy/reports/:digest";

    private static final String CONTENT_SECURITY =
            "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:;"
                    + " style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final Vertx vertx;
    private final Meters meters;
    private final Buffer streets;
    private final JobsResource jobs;
    private final JobEventsResource jobEvents;
    private final DriversResource drivers;
    private final HealthResource health;
    private final RegionsResource regions;
    private final PolicyResource policy;
    private final SwitchbackResource switchback;
    private final ReportsResource reports;
    private final FairnessResource fairness;
    private final StatementResource statements;
    private final AdjustmentsResource adjustments;
    private final AuditResource audit;
    private final ExplanationResource explanations;
    private final HourResource hours;
    private final PauseResource pauses;
    private final WebhookRoutes webhooks;
    private final PolicyExplanationResource explainedPolicy;
    private final ObjectionsResource objections;
    private final CasesResource cases;
    private final CaseCounts counts;
    private final ConsoleFiles console =
            new ConsoleFiles(HttpRoutes.class.getClassLoader(), "webroot");
    private final AtOnce reportsAtOnce = new AtOnce(REPORTS_AT_ONCE);
    private final Admission admission = new Admission(new ConcurrencyLimit());

    /// @param recordings where a region's recordings are, or null where nothing is recorded
    /// @param answered is told of a case's answer, so that its driver is
    /// @param streets what the map page draws beneath everything, GeoJSON; empty for nothing
    /// @param settingsOff by which the database may lose what it has confirmed, as it is now
    public HttpRoutes(
            Vertx vertx,
            Regions regions,
            Archives archives,
            ReviewRules rules,
            Function<String, @Nullable Path> recordings,
            BiConsumer<String, DriverId> answered,
            WebhookAccess webhooks,
            Meters meters,
            Buffer streets,
            Supplier<List<String>> settingsOff) {
        this.vertx = vertx;
        this.streets = streets;
        this.meters = meters;
        this.jobs = new JobsResource(regions, archives.jobs());
        this.jobEvents = new JobEventsResource(vertx, archives.jobs(), meters);
        this.drivers = new DriversResource(regions);
        this.regions = new RegionsResource(regions);
        this.policy = new PolicyResource(regions, archives.policies(), rules, webhooks.replies());
        this.reports = new ReportsResource(archives.policies());
        this.switchback = new SwitchbackResource(policy::region, archives.policies());
        this.fairness = new FairnessResource(policy::region);
        this.pauses = new PauseResource(policy::region);
        this.statements = new StatementResource(archives.days(), archives.earnings());
        this.adjustments = new AdjustmentsResource(regions, archives.earnings(), archives.days());
        this.audit = new AuditResource(policy::region, archives.earnings());
        this.explanations =
                new ExplanationResource(
                        archives.jobs(), archives.decisions(), archives.days(), meters);
        this.hours = new HourResource(archives.days(), archives.decisions(), meters);
        this.webhooks = new WebhookRoutes(webhooks);
        this.explainedPolicy =
                new PolicyExplanationResource(
                        vertx,
                        policy::region,
                        archives.policies(),
                        new Measurements(vertx, archives.decisions()),
                        meters);
        meters.watchAdmission(
                admission::limit, admission::underWay, admission::waiting, admission::slow);
        this.health = new HealthResource(regions, meters, settingsOff);
        CaseEvidence evidence = new CaseEvidence(archives, statements, recordings);
        this.counts = new CaseCounts(archives.cases(), meters.cases(), regions::nowMillis);
        this.objections = new ObjectionsResource(regions, archives, evidence, rules, counts);
        this.cases = new CasesResource(regions, archives.cases(), counts, answered);
    }

    /// Counts again how many cases wait. To be called now and then: deadlines pass by themselves.
    public void countCases() {
        counts.look();
    }

    /// The server is about to stop: it is not ready from now on, and each answer is the last on its
    /// connection. Everything works on. Any thread.
    public void drain() {
        health.drain();
    }

    /// Ends the streams of job events, each with a moment of its own to come back at. Any thread.
    public void sendAway(ComeBack comeBack) {
        jobEvents.sendAway(comeBack);
    }

    /// To be subscribed to every region, so that streams of job events hear of them.
    public List<RegionListener> listeners() {
        return List.of(jobEvents);
    }

    /// What answers requests on one event loop.
    ///
    /// @param networks tells which addresses, in digits, count as one sender
    public Handler<HttpServerRequest> gate(UnaryOperator<String> networks) {
        Router router = Router.router(vertx);
        Gate gate =
                new Gate(
                        admission,
                        meters,
                        router,
                        health::draining,
                        networks,
                        System::nanoTime,
                        (millis, task) -> vertx.setTimer(millis, _ -> task.run()));
        router.route().handler(gate::entered);
        router.route().handler(this::lastWhileDraining);
        router.route(HttpMethod.PUT, REPORT).handler(reportsAtOnce);
        router.route(REPORT).handler(BodyHandler.create(false).setBodyLimit(MAX_REPORT_BYTES));
        router.route("/v1/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.route().handler(gate::bodyRead);
        TimedRoutes routes = new TimedRoutes(router, meters);
        routes.on(HttpMethod.POST, "/v1/jobs", jobs::create);
        routes.on(HttpMethod.GET, "/v1/jobs/:id", jobs::find);
        routes.on(HttpMethod.GET, "/v1/jobs/:id/events", jobEvents::follow);
        routes.on(HttpMethod.GET, "/v1/jobs/:id/explanation", explanations::ofJob);
        routes.on(
                HttpMethod.POST,
                "/v1/jobs/(?<id>[^/]+):cancel",
                "/v1/jobs/{id}:cancel",
                jobs::cancel);
        routes.on(HttpMethod.POST, "/v1/drivers:search", "/v1/drivers:search", drivers::search);
        routes.on(
                HttpMethod.POST,
                "/v1/drivers/(?<id>[^/:]+):pause",
                "/v1/drivers/{id}:pause",
                pauses::pause);
        routes.on(
                HttpMethod.POST,
                "/v1/drivers/(?<id>[^/:]+):resume",
                "/v1/drivers/{id}:resume",
                pauses::resume);
        routes.on(HttpMethod.GET, "/v1/drivers/:id/pause", pauses::find);
        routes.on(HttpMethod.GET, "/v1/drivers/:id/statement", statements::find);
        routes.on(HttpMethod.GET, "/v1/drivers/:id/explanation", hours::find);
        routes.on(HttpMethod.POST, "/v1/drivers/:id/adjustments", adjustments::create);
        routes.on(HttpMethod.GET, "/v1/audit/earnings.csv", audit::earnings);
        routes.on(HttpMethod.POST, "/v1/drivers/:id/objections", objections::open);
        routes.on(HttpMethod.GET, "/v1/drivers/:id/objections", objections::list);
        routes.on(HttpMethod.GET, "/v1/drivers/:id/objections/:case", objections::find);
        routes.on(HttpMethod.GET, "/v1/cases", cases::list);
        routes.on(HttpMethod.GET, "/v1/cases/:id", cases::find);
        routes.on(
                HttpMethod.POST,
                "/v1/cases/(?<id>[^/:]+):answer",
                "/v1/cases/{id}:answer",
                cases::answer);
        routes.on(HttpMethod.GET, "/v1/regions", regions::list);
        routes.on(HttpMethod.GET, "/v1/policy", policy::find);
        routes.on(HttpMethod.PUT, "/v1/policy", policy::change);
        routes.on(HttpMethod.GET, "/v1/policy/history", policy::history);
        routes.on(HttpMethod.GET, "/v1/policy/explanation", explainedPolicy::find);
        routes.on(HttpMethod.PUT, REPORT, reports::keep);
        routes.on(HttpMethod.GET, REPORT, reports::find);
        routes.on(HttpMethod.GET, "/v1/policy/fairness", fairness::find);
        routes.on(HttpMethod.GET, "/v1/policy/switchback", switchback::find);
        webhooks.on(router, routes);
        routes.on(HttpMethod.GET, "/livez", health::live);
        routes.on(HttpMethod.GET, "/readyz", health::ready);
        routes.on(HttpMethod.GET, "/metrics", health::metrics);
        refuseOtherMethods(router);
        router.route("/v1/*").handler(HttpRoutes::nothingHere);
        router.get("/*").handler(HttpRoutes::secure);
        routes.on(HttpMethod.GET, "/policy", explainedPolicy::page);
        routes.on(HttpMethod.GET, "/hour", hours::page);
        router.get("/map/streets.geojson").handler(this::drawStreets);
        router.get("/*").handler(console);
        router.route().handler(HttpRoutes::nothingHere);
        router.route().failureHandler(HttpRoutes::failed);
        return gate;
    }

    /// Whoever keeps a connection open has to look for another server now.
    private void lastWhileDraining(RoutingContext request) {
        if (health.draining()) {
            HttpConnection connection = request.request().connection();
            request.response().putHeader("connection", "close");
            request.addEndHandler(_ -> connection.close());
        }
        request.next();
    }

    /// Without roads the console draws none, which is no error.
    private void drawStreets(RoutingContext request) {
        if (streets.length() == 0) {
            request.response().setStatusCode(204).end();
        } else {
            request.response()
                    .putHeader("content-type", "application/geo+json")
                    .putHeader("cache-control", "max-age=3600")
                    .end(streets);
        }
    }

    private static void refuseOtherMethods(Router router) {
        for (String path :
                List.of(
                        "/v1/jobs",
                        "/v1/regions",
                        "/v1/audit/earnings.csv",
                        "/v1/cases",
                        "/v1/policy",
                        "/v1/policy/history",
                        "/v1/policy/explanation",
                        "/v1/policy/fairness",
                        "/v1/policy/switchback",
                        "/livez",
                        "/readyz",
                        "/metrics")) {
            router.route(path).handler(HttpRoutes::wrongMethod);
        }
        router.routeWithRegex("/v1/jobs/[^/]+(/events|/explanation)?")
                .handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/drivers:search").handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/drivers/[^/]+/(statement|explanation|adjustments|pause)")
                .handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/drivers/[^/]+/objections(/[^/]+)?")
                .handler(HttpRoutes::wrongMethod);
        router.route(REPORT).handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/cases/[^/]+").handler(HttpRoutes::wrongMethod);
        router.routeWithRegex("/v1/drivers/[^/:]+:(pause|resume)").handler(HttpRoutes::wrongMethod);
    }

    static void wrongMethod(RoutingContext request) {
        Answers.problem(
                request,
                Problem.of(
                        "method-not-allowed",
                        405,
                        "Method not allowed",
                        request.request().method()
                                + " is not for "
                                + request.normalizedPath()
                                + "."));
    }

    private static void nothingHere(RoutingContext request) {
        Answers.problem(
                request, Problem.notFound("Nothing is at " + request.normalizedPath() + "."));
    }

    private static void secure(RoutingContext request) {
        request.response()
                .putHeader("content-security-policy", CONTENT_SECURITY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer");
        request.next();
    }

    private static void failed(RoutingContext request) {
        Throwable failure = request.failure();
        if (request.statusCode() == 413) {
            Answers.problem(
                    request,
                    Problem.of(
                            "too-large",
                            413,
                            "Too large",
                            "body: must have at most "
                                    + (request.normalizedPath().startsWith("/v1/policy/reports/")
                                            ? MAX_REPORT_BYTES
                                            : MAX_BODY_BYTES)
                                    + " bytes"));
        } else if (request.statusCode() == 404) {
            nothingHere(request);
        } else if (failure == null) {
            Answers.problem(
                    request,
                    Problem.of(
                            "malformed",
                            request.statusCode(),
                            "Refused",
                            "The request could not be read."));
        } else {
            Answers.failure(request, failure);
        }
    }
}
