package dev.antar.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody who receives events, and has nothing in common with whoever sends them.
final class Receiver implements AutoCloseable {

    /// What came.
    record Got(String path, String id, String timestamp, String signature, String body) {

        JsonObject data() {
            return new JsonObject(body).getJsonObject("data");
        }

        String type() {
            return new JsonObject(body).getString("type");
        }

        /// Whether one of the signatures is by this secret.
        boolean signedBy(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] sum =
                        mac.doFinal(
                                (id + "." + timestamp + "." + body)
                                        .getBytes(StandardCharsets.UTF_8));
                String expected = "v1," + Base64.getEncoder().encodeToString(sum);
                return List.of(signature.split(" ")).contains(expected);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Got> all = new ArrayList<>();
    private final Map<String, ToIntFunction<Got>> answers = new ConcurrentHashMap<>();

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// How requests to a path are answered from now on: by a status, or never where it is 0.
    void answers(String path, ToIntFunction<Got> status) {
        answers.put(path, status);
    }

    List<Got> all(String path) {
        synchronized (all) {
            return all.stream().filter(got -> got.path.equals(path)).toList();
        }
    }

    /// What has come to a path, once it is as wanted.
    List<Got> await(String path, Predicate<List<Got>> wanted) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        synchronized (all) {
            while (!wanted.test(all(path))) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("what came to " + path + ": " + all(path));
                }
                try {
                    all.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return all(path);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Got got =
                new Got(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        body);
        synchronized (all) {
            all.add(got);
            all.notifyAll();
        }
        int status = answers.getOrDefault(got.path, _ -> 204).applyAsInt(got);
        if (status > 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
