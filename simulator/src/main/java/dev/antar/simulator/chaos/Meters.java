package dev.antar.simulator.chaos;

import dev.antar.simulator.wire.ServerAddress;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of itself: its meters and its readiness.
final class Meters implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Meters(ServerAddress server) {
        this(server.toString());
    }

    Meters(String url) {
        this.url = url;
    }

    /// The value of a meter, over all its series that contain this text; 0 where there is none.
    double value(String name, String containing) throws IOException, InterruptedException {
        Matcher series =
                Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([0-9.Ee+-]+)$")
                        .matcher(get("/metrics").body());
        double sum = 0;
        while (series.find()) {
            String labels = series.group(1);
            if (labels == null ? containing.isEmpty() : labels.contains(containing)) {
                sum += Double.parseDouble(series.group(2));
            }
        }
        return sum;
    }

    /// Whether it does not carry out commands, for this reason.
    boolean isNotReadyBecause(String reason) {
        try {
            HttpResponse<String> answer = get("/readyz");
            return answer.statusCode() == 503 && answer.body().contains('"' + reason + '"');
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
