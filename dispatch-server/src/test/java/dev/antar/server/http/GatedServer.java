package dev.antar.server.http;

import dev.antar.server.Pause;
import dev.antar.server.engine.Priority;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// A gate before a real server, whose handler answers `/v1/now`, fails on `/v1/fails` and leaves
/// everybody else without an answer. Time stands still until it is told to pass, and the gate's
/// timers run when they are told to.
final class GatedServer implements AfterEachCallback {

    /// In nanoseconds, as the gate counts.
    static final long SECOND = 1_000_000_000;

    /// A request whose body is not all there.
    static final String BEGUN = "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{";

    final Admission admission = new Admission(new ConcurrencyLimit());
    final Meters meters = new Meters();
    final Queue<RoutingContext> unanswered = new ConcurrentLinkedQueue<>();
    volatile boolean draining;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private volatile @Nullable Runnable look;
    private volatile @Nullable Runnable serve;
    private volatile @Nullable Runnable lend;
    private volatile @Nullable Context loop;

    GatedServer() {
        Router router = Router.router(vertx);
        Gate gate =
                new Gate(
                        admission,
                        meters,
                        router,
                        () -> draining,
                        UnaryOperator.identity(),
                        now::get,
                        this::remember);
        router.route().handler(gate::entered);
        router.route("/v1/few").handler(new AtOnce(1));
        router.route("/v1/*").handler(BodyHandler.create(false));
        router.route().handler(gate::bodyRead);
        router.route("/v1/now").handler(request -> request.response().end("done"));
        router.route("/livez").handler(request -> request.response().end("alive"));
        router.route("/v1/fails")
                .handler(
                        _ -> {
                            throw new IllegalStateException("as planned");
                        });
        router.route().handler(unanswered::add);
        server = vertx.createHttpServer().requestHandler(gate);
        server.listen(0, "127.0.0.1").await();
    }

    private void remember(long millis, Runnable task) {
        if (millis == Gate.LEND_MILLIS) {
            lend = task;
        } else if (millis < 1_000) {
            serve = task;
        } else {
            look = task;
        }
        loop = Vertx.currentContext();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().await();
    }

    void pass(long nanos) {
        now.addAndGet(nanos);
    }

    void look() {
        onLoop(() -> Objects.requireNonNull(look).run());
    }

    void serve() {
        onLoop(() -> Objects.requireNonNull(serve).run());
    }

    void lend() {
        onLoop(() -> Objects.requireNonNull(lend).run());
    }

    /// On the loop that serves: the one whose timers look.
    void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Objects.requireNonNull(loop)
                .runOnContext(
                        _ -> {
                            task.run();
                            done.complete(null);
                        });
        done.join();
    }

    /// One whose body has not come in one piece, and who has given his place back for it.
    Socket slow() throws IOException {
        int before = admission.underWay();
        Socket client = send(BEGUN);
        await(() -> admission.underWay() == before + 1);
        pass(2 * Gate.HOLD_NANOS);
        lend();
        return client;
    }

    /// What it is told once it has waited for long enough to be refused.
    List<String> refusal(Socket client) throws IOException {
        await(() -> admission.waiting() > 0);
        pass(Gate.LEAST_WAIT_NANOS);
        serve();
        return answer(client);
    }

    void fill() {
        while (admission.enter(Priority.CHANGE, 1)) {
            // One more.
        }
        while (admission.enter(Priority.READ, 1)) {
            // One more.
        }
    }

    void empty() {
        while (admission.underWay() > 0) {
            admission.leave(Priority.CHANGE);
        }
    }

    Socket get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /// A change, which nobody lets in beside those that are under way.
    Socket post(String path) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    }

    Socket send(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /// Status line, headers, and the body as the last line.
    static List<String> answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        int length = 0;
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            lines.add(line);
            if (line.startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
            line = in.readLine();
        }
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            read += in.read(body, read, length - read);
        }
        lines.add(new String(body));
        return lines;
    }

    static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException _) {
            return true;
        }
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("did not come true");
            }
            Pause.beforeLookingAgain();
        }
    }
}
