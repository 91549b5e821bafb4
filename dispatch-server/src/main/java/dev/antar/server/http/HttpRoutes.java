package dev.antar.server.http;

import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.EarningsArchive;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.webhook.WebhookAccess;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Every path of the HTTP interface. One router may serve on several event loops.
public final class HttpRoutes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_IN_FLIGHT = 2_000;

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
    private final FairnessResource fairness;
    private final StatementResource statements;
    private final AdjustmentsResource adjustments;
    private final AuditResource audit;
    private final ExplanationResource explanations;
    private final HourResource hours;
    private final PauseResource pauses;
    private final WebhookRoutes webhooks;
    private final PolicyExplanationResource explainedPolicy;
    private final AtomicInteger inFlight = new AtomicInteger();

    /// @param days of drivers, for their statements
    /// @param earnings of all drivers, and what was added to them by hand
    /// @param streets what the map page draws beneath everything, GeoJSON; empty for nothing
    /// @param settingsOff by which the database may lose what it has confirmed
    /// @param leadMillis how long before its promised moment the search for a job begins
    public HttpRoutes(
            Vertx vertx,
            Regions regions,
            JobArchive archive,
            PolicyArchive policies,
            DriverArchive days,
            EarningsArchive earnings,
            DecisionArchive decisions,
            WebhookAccess webhooks,
            Meters meters,
            long leadMillis,
            Buffer streets,
            List<String> settingsOff) {
        this.vertx = vertx;
        this.streets = streets;
        this.meters = meters;
        this.jobs = new JobsResource(regions, archive, leadMillis);
        this.jobEvents = new JobEventsResource(vertx, archive, meters);
        this.drivers = new DriversResource(regions);
        this.regions = new RegionsResource(regions);
        this.policy = new PolicyResource(regions, policies);
        this.switchback = new SwitchbackResource(policy::region, policies);
        this.fairness = new FairnessResource(policy::region);
        this.pauses = new PauseResource(policy::region);
        this.statements = new StatementResource(days, earnings);
        this.adjustments = new AdjustmentsResource(regions, earnings);
        this.audit = new AuditResource(policy::region, earnings);
        this.explanations = new ExplanationResource(archive, decisions, days, meters);
        this.hours = new HourResource(days, decisions, meters);
        this.webhooks = new WebhookRoutes(webhooks);
        this.explainedPolicy =
                new PolicyExplanationResource(
                        vertx,
                        policy::region,
                        policies,
                        new Measurements(vertx, decisions),
                        meters);
        this.health = new HealthResource(regions, meters, settingsOff);
    }

    /// To be subscribed to every region, so that streams of job events hear of them.
    public List<RegionListener> listeners() {
        return List.of(jobEvents);
    }

    /// A router for one event loop's server.
    public Router router() {
        Router router = Router.router(vertx);
        router.route("/v1/*").handler(this::admit);
        router.route("/v1/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        route(router, HttpMethod.POST, "/v1/jobs", jobs::create);
        route(router, HttpMethod.GET, "/v1/jobs/:id", jobs::find);
        route(router, HttpMethod.GET, "/v1/jobs/:id/events", jobEvents::follow);
        route(router, HttpMethod.GET, "/v1/jobs/:id/explanation", explanations::ofJob);
        router.routeWithRegex(HttpMethod.POST, "/v1/jobs/(?<id>[^/]+):cancel")
                .handler(timed("/v1/jobs/{id}:cancel", jobs::cancel));
        router.routeWithRegex(HttpMethod.POST, "/v1/drivers:search")
                .handler(timed("/v1/drivers:search", drivers::search));
        router.routeWithRegex(HttpMethod.POST, "/v1/drivers/(?<id>[^/:]+):pause")
                .handler(timed("/v1/drivers/{id}:pause", pauses::pause));
        router.routeWithRegex(HttpMethod.POST, "/v1/drivers/(?<id>[^/:]+):resume")
                .handler(timed("/v1/drivers/{id}:resume", pauses::resume));
        route(router, HttpMethod.GET, "/v1/drivers/:id/statement", statements::find);
        route(router, HttpMethod.GET, "/v1/drivers/:id/explanation", hours::find);
        route(router, HttpMethod.POST, "/v1/drivers/:id/adjustments", adjustments::create);
        route(router, HttpMethod.GET, "/v1/audit/earnings.csv", audit::earnings);
        route(router, HttpMethod.GET, "/v1/regions", regions::list);
        route(router, HttpMethod.GET, "/v1/policy", policy::find);
        route(router, HttpMethod.PUT, "/v1/policy", policy::change);
        route(router, HttpMethod.GET, "/v1/policy/history", policy::history);
        route(router, HttpMethod.GET, "/v1/policy/explanation", explainedPolicy::find);
        route(router, HttpMethod.GET, "/v1/policy/fairness", fairness::find);
        route(router, HttpMethod.GET, "/v1/policy/switchback", switchback::find);
        webhooks.on(router, this::timed);
        route(router, HttpMethod.GET, "/livez", health::live);
        route(router, HttpMethod.GET, "/readyz", health::ready);
        route(router, HttpMethod.GET, "/metrics", health::metrics);
        refuseOtherMethods(router);
        router.route("/v1/*").handler(HttpRoutes::nothingHere);
        router.get("/*").handler(HttpRoutes::secure);
        router.get("/assets/*")
                .handler(console().setMaxAgeSeconds(31_536_000).setCachingEnabled(true));
        route(router, HttpMethod.GET, "/policy", explainedPolicy::page);
        route(router, HttpMethod.GET, "/hour", hours::page);
        router.get("/map/streets.geojson").handler(this::drawStreets);
        router.get("/*").handler(console().setCachingEnabled(false));
        router.route().handler(HttpRoutes::nothingHere);
        router.route().failureHandler(HttpRoutes::failed);
        return router;
    }

    private void route(
            Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(timed(path, handler));
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

    private static StaticHandler console() {
        return StaticHandler.create(FileSystemAccess.RELATIVE, "webroot")
                .setIndexPage("index.html")
                .setDirectoryListing(false);
    }

    /// Too many at once are better told to come back than kept waiting.
    private void admit(RoutingContext request) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            Answers.problem(
                    request,
                    new Problem(
                            "too-many-requests",
                            429,
                            "Too many requests",
                            "More requests are under way than the server takes at once.",
                            null,
                            List.of(),
                            1));
            return;
        }
        boolean stream = request.normalizedPath().endsWith("/events");
        if (stream) {
            inFlight.decrementAndGet();
        } else {
            request.addEndHandler(_ -> inFlight.decrementAndGet());
        }
        request.next();
    }

    private Handler<RoutingContext> timed(String route, Handler<RoutingContext> handler) {
        return request -> {
            long start = System.nanoTime();
            request.addEndHandler(
                    _ ->
                            meters.answered(
                                    route,
                                    request.request().method().name(),
                                    request.response().getStatusCode(),
                                    Duration.ofNanos(System.nanoTime() - start)));
            handler.handle(request);
        };
    }

    private static void refuseOtherMethods(Router router) {
        for (String path :
                List.of(
                        "/v1/jobs",
                        "/v1/regions",
                        "/v1/audit/earnings.csv",
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
        router.routeWithRegex("/v1/drivers/[^/]+/(statement|explanation|adjustments)")
                .handler(HttpRoutes::wrongMethod);
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
                            "body: must have at most " + MAX_BODY_BYTES + " bytes"));
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
