package dev.antar.simulator.hostile;

import dev.antar.simulator.hostile.Attack.Seen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Requests that are too large, broken, or not what they seem.
final class RequestAttacks {

    private static final int DEEP = 100_000;

    /// What a body may have at most; deeper and longer ones never reach the reader of JSON.
    private static final int BODY_BYTES = 60_000;

    private static final int MEGABYTE = 1 << 20;
    private static final int BOMB_BYTES = 20 * MEGABYTE;

    private RequestAttacks() {}

    /// @param crowd how many of the larger kinds
    static List<Attack> all(int crowd) {
        int some = Math.max(20, crowd / 10);
        return List.of(
                new Attack("giant heads", some, RequestAttacks::giantHead),
                new Attack("bodies that are no JSON", some, RequestAttacks::badBody),
                new Attack("two requests in one", SMUGGLED.size(), RequestAttacks::smuggle),
                new Attack("ways out of the folder", PATHS.size(), RequestAttacks::wayOut),
                new Attack("requests by the thousand", 5, RequestAttacks::pipeline),
                new Attack("answers never read", 20, RequestAttacks::deaf),
                new Attack("resets", 3 * crowd, RequestAttacks::reset));
    }

    private static Seen giantHead(Target target, int number) throws IOException {
        String giant = "x".repeat(MEGABYTE);
        String head =
                switch (number % 3) {
                    case 0 -> "GET /" + giant + " HTTP/1.1\r\nHost: HOST\r\n\r\n";
                    case 1 -> "GET /livez HTTP/1.1\r\nHost: HOST\r\nX: " + giant + "\r\n\r\n";
                    default ->
                            "GET /livez HTTP/1.1\r\nHost: HOST\r\n"
                                    + "X: y\r\n".repeat(DEEP)
                                    + "\r\n";
                };
        return refused(target, number, head.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Seen badBody(Target target, int number) throws IOException {
        String place = "{\"kind\":\"RIDE\",\"pickup\":{\"lat\":";
        return switch (number % 8) {
            case 0 -> post(target, number, "[".repeat(BODY_BYTES), "");
            case 1 -> post(target, number, "{\"a\":".repeat(DEEP), "");
            case 2 -> post(target, number, place + "9".repeat(BODY_BYTES) + "}}", "");
            case 3 -> post(target, number, place + "1e" + "9".repeat(DEEP) + "}}", "");
            case 4 -> post(target, number, "{\"kind\":\"\u00ff\u00fe\u00c0\u00af\"}", "");
            case 5 -> post(target, number, bomb(), "Content-Encoding: gzip\r\n");
            case 6 -> post(target, number, place + "NaN}}" + "\0".repeat(99), "");
            default -> post(target, number, "\"" + "\\u0000".repeat(BODY_BYTES / 6), "");
        };
    }

    /// @param body each character is one byte
    private static Seen post(Target target, int number, String body, String header)
            throws IOException {
        String head =
                "POST /v1/jobs HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n"
                        + header
                        + "Idempotency-Key: "
                        + target.tag()
                        + "-body-"
                        + number
                        + "\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n";
        return refused(target, number, (head + body).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whatever is done to such a request, it is not carried out.
    private static Seen refused(Target target, int number, byte[] request) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(new String(request, StandardCharsets.ISO_8859_1));
            int status = connection.status(target.patience());
            return status == 0
                    ? Seen.ended(connection.awaitEnd(target.patience()))
                    : status >= 400 && status != 500
                            ? Seen.bounded("answered " + status)
                            : Seen.harmful("answered " + status);
        }
    }

    /// Twenty megabytes of nothing, in twenty kilobytes.
    private static String bomb() {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            byte[] nothing = new byte[MEGABYTE];
            for (int i = 0; i < BOMB_BYTES / MEGABYTE; i++) {
                out.write(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toString(StandardCharsets.ISO_8859_1);
    }

    private static final String INNER = "GET /v1/regions HTTP/1.1\r\nHost: HOST\r\n\r\n";

    /// Each is one request to some readers and two to others: where a proxy stands before the
    /// server, the second would be another client's.
    private static final List<String> SMUGGLED =
            List.of(
                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + INNER,
                    "Content-Length: 0\r\nContent-Length: 50\r\n\r\n" + INNER,
                    "Content-Length: 0, 50\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding: x\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
                            + INNER,
                    "Content-Length: +0\r\n\r\n" + INNER,
                    "Content-Length: -1\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + INNER);

    private static Seen smuggle(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send("POST /livez HTTP/1.1\r\nHost: HOST\r\n" + SMUGGLED.get(number));
            String answers = connection.answers(Duration.ofSeconds(2));
            return answers.contains("radiusMeters")
                    ? Seen.harmful("form " + number + " answered twice")
                    : Seen.bounded("answered " + RawConnection.statusOf(answers) + ", once");
        }
    }

    private static final List<String> PATHS =
            List.of(
                    "/../../../../../../etc/passwd",
                    "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                    "/assets/..%5c..%5c..%5cetc%5cpasswd",
                    "/assets/....//....//....//etc/passwd",
                    "/assets/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                    "//etc/passwd",
                    "/assets/../../../META-INF/MANIFEST.MF",
                    "/..;/..;/etc/passwd",
                    "/%00/etc/passwd",
                    "/webroot/../dev/antar/server/Main.class",
                    "/assets/..%252f..%252fetc%252fpasswd");

    private static Seen wayOut(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(
                    "GET "
                            + PATHS.get(number)
                            + " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
            String answer = connection.answers(target.patience());
            boolean out =
                    answer.contains("root:")
                            || answer.contains("Manifest-Version")
                            || answer.contains("\u00ca\u00fe\u00ba\u00be");
            return out
                    ? Seen.harmful("let out by " + PATHS.get(number))
                    : Seen.bounded("answered " + RawConnection.statusOf(answer));
        }
    }

    private static final int PIPELINED = 2_000;

    /// All are answered in their order once they are read, or none any more.
    private static Seen pipeline(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send("GET /livez HTTP/1.1\r\nHost: HOST\r\n\r\n".repeat(PIPELINED));
            String answers = connection.answers(Duration.ofSeconds(5));
            int count = answers.split("HTTP/1.1 200", -1).length - 1;
            return count <= PIPELINED && count > 0
                    ? Seen.bounded("answered one after the other")
                    : Seen.harmful(count + " answers to " + PIPELINED + " requests");
        }
    }

    private static final int UNREAD = 5_000;
    private static final Duration DEAF = Duration.ofSeconds(6);

    /// Asks on and on for something large and reads nothing: the server stops to listen.
    private static Seen deaf(Target target, int number) throws IOException, InterruptedException {
        byte[] request =
                ("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Padding: " + "x".repeat(4_000) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        List<Integer> sent = new ArrayList<>();
        try (RawConnection connection = target.connect(number)) {
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < UNREAD; i++) {
                                                connection.send(request);
                                            }
                                            sent.add(UNREAD);
                                        } catch (IOException _) {
                                            // Closed below, or by the server.
                                        }
                                    });
            sender.join(DEAF);
            connection.reset();
            sender.join();
        }
        return sent.isEmpty()
                ? Seen.bounded("not listened to any more")
                : Seen.harmful("listened to for " + UNREAD + " requests");
    }

    private static Seen reset(Target target, int number) throws IOException {
        RawConnection connection = target.connect(number);
        connection.send("GET /livez HTTP/1.1\r\nHost: HO");
        connection.reset();
        return Seen.bounded("reset");
    }
}
