package dev.antar.server.webhooks;

import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.engine.webhook.Sender;
import dev.antar.server.engine.webhook.Target;
import dev.antar.server.engine.webhook.TargetRule;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.engine.webhook.Webhooks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sends messages where [TargetRule] lets them go. The name is looked up, every address that it has
/// is checked, and the connection is made to one of those that were checked: whoever answers
/// differently when asked again gains nothing. Redirects are not followed. Any event loop.
public final class GuardedClient implements Sender {

    /// Looking a name up blocks a thread until whoever answers for it does: one for each receiver,
    /// so that none waits for another's name.
    private static final int RESOLVING_THREADS = Webhooks.MOST;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int MAX_HEADER_BYTES = 16_384;

    /// @param loop on which its answer is waited for
    private record LookUp(Context loop, String host) {}

    private final Vertx vertx;
    private final TargetRule rule;
    private final SendingLimits limits;
    private final NameResolver names;
    private final HttpClient http;
    private final WorkerExecutor resolving;
    private final Map<LookUp, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    public GuardedClient(Vertx vertx, TargetRule rule, SendingLimits limits) {
        this(vertx, rule, limits, NameResolver.system());
    }

    GuardedClient(Vertx vertx, TargetRule rule, SendingLimits limits, NameResolver names) {
        this.vertx = vertx;
        this.rule = rule;
        this.limits = limits;
        this.names = names;
        this.resolving = vertx.createSharedWorkerExecutor("webhook-names", RESOLVING_THREADS);
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(limits.connectMillis())
                                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                                .setMaxHeaderSize(MAX_HEADER_BYTES)
                                .setDecompressionSupported(false),
                        new PoolOptions().setHttp1MaxSize(2 * limits.atOnce()));
    }

    @Override
    public Future<Attempt> send(Webhook to, Message message) {
        PostCall call = new PostCall(vertx, limits, to, message);
        Target target;
        try {
            target = rule.read(to.url());
        } catch (IllegalArgumentException _) {
            // Allowed when it was named; the server has been told otherwise since.
            call.end(Attempt.Outcome.INTERNAL_ADDRESS, 0);
            return call.attempt();
        }
        resolve(target.host())
                .onFailure(_ -> call.end(Attempt.Outcome.UNKNOWN_HOST, 0))
                .onSuccess(addresses -> connect(call, target, addresses));
        return call.attempt();
    }

    /// Whoever asks for a name that is being looked up waits for that answer.
    private Future<List<InetAddress>> resolve(String host) {
        LookUp lookUp = new LookUp(vertx.getOrCreateContext(), host);
        Future<List<InetAddress>> before = underWay.get(lookUp);
        if (before != null) {
            return before;
        }
        Promise<List<InetAddress>> answer = Promise.promise();
        resolving
                .executeBlocking(() -> names.resolve(host), false)
                .onSuccess(found -> answer.complete(List.copyOf(found)))
                .onFailure(answer::fail);
        Future<List<InetAddress>> began = answer.future();
        underWay.put(lookUp, began);
        return began.onComplete(_ -> underWay.remove(lookUp));
    }

    private void connect(PostCall call, Target target, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            call.end(Attempt.Outcome.UNKNOWN_HOST, 0);
        } else if (!addresses.stream().allMatch(rule::allows)) {
            call.end(Attempt.Outcome.INTERNAL_ADDRESS, 0);
        } else {
            call.post(http, target, addresses.getFirst());
        }
    }
}
