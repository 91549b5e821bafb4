package dev.antar.simulator.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The server is asked to stop while everybody is using it, and the next one started as soon as it
/// has ended, again and again, as a supervisor does.
record RollingRestart(String name) implements Drill {

    private static final int LEAST = 2;
    private static final Duration WORK = Duration.ofSeconds(4);

    private static final int MOST_TOLD = 5;

    /// What `antar serve` allows itself.
    private static final double DRAIN_SECONDS = 20;

    private static final double BACK_SECONDS = 15;
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);

    /// @param lastEvent the number of the server's last event
    private record Stop(long askedNanos, long endedNanos, long lastEvent) {

        /// Whether the request was sent to the server that stopped, and not answered before.
        boolean met(Attempt attempt) {
            return attempt.sentNanos() < endedNanos && attempt.endedNanos() > askedNanos;
        }
    }

    @Override
    public String about() {
        return "The server is asked to stop (SIGTERM) while everybody is using it, and the next one"
                + " started as soon as it has ended, again and again.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 120 + LEAST * (int) (DRAIN_SECONDS + 2 * GIVEN_UP.toSeconds());
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.startServer();
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), false);
        List<Double> stopped = new ArrayList<>();
        List<Double> away = new ArrayList<>();
        List<Double> back = new ArrayList<>();
        List<Stop> stops = new ArrayList<>();
        int notInOrder = 0;
        Pace pace = new Pace();
        try (Meters meters = new Meters(stage.address())) {
            while (stopped.size() < LEAST || pace.passed().compareTo(plan.span()) < 0) {
                Pace.pause(WORK);
                long asked = System.nanoTime();
                Pace stop = new Pace();
                notInOrder += stage.server().stop(GIVEN_UP) == 0 ? 0 : 1;
                stopped.add(seconds(stop));
                stops.add(new Stop(asked, System.nanoTime(), latestEvent(stage)));
                Pace gone = new Pace();
                stage.startServer();
                away.add(seconds(gone));
                back.add(Pace.await(GIVEN_UP, () -> sockets(meters) >= plan.drivers()));
                stage.findings()
                        .progress(
                                Math.min(
                                        1.0,
                                        pace.passed().toMillis() / (1.0 + plan.span().toMillis())),
                                stopped.size() + " restarts");
            }
        }
        Findings findings = stage.findings();
        findings.figure("restarts", stopped.size());
        findings.check(Check.none("server that did not end with 0", notInOrder));
        findings.atMost(
                "the server has ended",
                Percentile.of(100, stopped),
                DRAIN_SECONDS,
                "s after the signal");
        findings.figure("from one server's end until the next is ready, s, at most", max(away));
        findings.atMost(
                "all " + plan.drivers() + " drivers are back",
                Percentile.of(100, back),
                BACK_SECONDS,
                "s after the next server is ready");
        stage.audit();
        judge(stage, askers, stops);
    }

    private static void judge(Stage stage, Askers askers, List<Stop> stops) throws SQLException {
        Findings findings = stage.findings();
        List<Attempt> failed =
                askers.unsuccessful().stream()
                        .filter(each -> stops.stream().anyMatch(stop -> stop.met(each)))
                        .toList();
        failed.stream()
                .filter(Attempt::leftAlone)
                .limit(MOST_TOLD)
                .forEach(each -> findings.note("left alone: " + each));
        findings.check(
                Check.none(
                        "request without an answer, or refused without a word on when to come back",
                        failed.stream().filter(Attempt::leftAlone).count()));
        findings.check(Check.none("socket closed without a goodbye", stage.people().dropped()));
        findings.check(
                Check.none(
                        "offer that expired because its driver was away",
                        expiredBetweenServers(stage, stops)));
    }

    /// Offers made by one server whose end the next had to write.
    private static long expiredBetweenServers(Stage stage, List<Stop> stops) throws SQLException {
        long expired = 0;
        try (Connection database = stage.connect();
                PreparedStatement count =
                        database.prepareStatement(
                                "select count(*) from event where seq > ? and (body ->>"
                                        + " 'offer')::bigint <= ? and (type = 'OfferExpired' or"
                                        + " (type = 'SwapEnded' and body ->> 'how' ="
                                        + " 'EXPIRED'))")) {
            for (Stop stop : stops) {
                count.setLong(1, stop.lastEvent());
                count.setLong(2, stop.lastEvent());
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    expired += row.getLong(1);
                }
            }
        }
        return expired;
    }

    private static long latestEvent(Stage stage) throws SQLException {
        try (Connection database = stage.connect();
                PreparedStatement latest =
                        database.prepareStatement("select coalesce(max(seq), 0) from event");
                ResultSet row = latest.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double sockets(Meters meters) {
        try {
            return meters.value("antar_sockets", "driver");
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static double seconds(Pace pace) {
        return pace.passed().toMillis() / 1e3;
    }

    private static double max(List<Double> all) {
        return Percentile.of(100, all);
    }
}
