package dev.antar.simulator.chaos;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.buffer.Buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The requests of those who come in a [Rush], byte by byte. The same number makes the same job, so
/// that it can be asked for again under its key.
final class JobRequests {

    private static final String RUSH = "-rush-";
    private static final int PLACES = 97;
    private static final double STEP_DEGREES = 1e-4;
    private static final double TRIP_DEGREES = 0.02;

    private final ServerAddress server;
    private final List<String> bodies = new ArrayList<>();

    /// @param pickup of the first; all others are within a kilometre or two
    JobRequests(ServerAddress server, LatLng pickup) {
        this.server = server;
        for (int i = 0; i < PLACES; i++) {
            bodies.add(body(pickup.lat() + i * STEP_DEGREES, pickup.lng() + i * STEP_DEGREES));
        }
    }

    /// The key under which a job is asked for.
    static String key(String tag, int number) {
        return tag + RUSH + number;
    }

    /// The number of a key that was made for it; -1 for any other.
    static int number(String tag, String key) {
        boolean made = key.startsWith(tag + RUSH);
        return made ? Integer.parseInt(key.substring(tag.length() + RUSH.length())) : -1;
    }

    /// The same bytes whenever that job is asked for.
    Buffer create(String key) {
        int number = Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
        return LeanHttp.request(server, "POST", "/v1/jobs", key, bodies.get(number % PLACES));
    }

    Buffer cancel(Asked job) {
        return LeanHttp.request(
                server, "POST", "/v1/jobs/" + job.job() + ":cancel", job.key() + "-c", "{}");
    }

    Buffer read(String job) {
        return LeanHttp.request(server, "GET", "/v1/jobs/" + job, "", "");
    }

    Buffer explanation(String job) {
        return LeanHttp.request(server, "GET", "/v1/jobs/" + job + "/explanation", "", "");
    }

    Buffer search(double lat, double lng) {
        return LeanHttp.request(
                server,
                "POST",
                "/v1/drivers:search",
                "",
                String.format(
                        Locale.ROOT,
                        "{\"position\":{\"lat\":%.5f,\"lng\":%.5f},\"limit\":10}",
                        lat,
                        lng));
    }

    private static String body(double lat, double lng) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"RIDE\",\"pickup\":{\"lat\":%.5f,\"lng\":%.5f},"
                        + "\"dropoff\":{\"lat\":%.5f,\"lng\":%.5f}}",
                lat,
                lng,
                lat + TRIP_DEGREES,
                lng + TRIP_DEGREES);
    }
}
