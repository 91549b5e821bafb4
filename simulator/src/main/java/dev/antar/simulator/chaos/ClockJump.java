package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wall clock of the server's machine is set, back and forth; at last a server is started with
/// its clock days ahead.
///
/// @param clock whether a process can be told another time
record ClockJump(String name, Trial clock) implements Drill {

    /// Longer than answers are kept for whoever repeats a request.
    private static final String DAYS_AHEAD = "+259200";

    private static final List<String> OFFSETS =
            List.of("-1800", "+7200", "-86400", "+86400", DAYS_AHEAD, "+0");
    private static final double DRIFT_SECONDS = 2;
    private static final double GAP_SECONDS = 3;
    private static final Duration SWEPT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    @Override
    public String about() {
        return "The wall clock of the server is set half an hour back, two hours on, a day back, a"
                + " day on and three days on while it works; then the server is started again three"
                + " days ahead, and what was asked for before is asked for again.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 240;
    }

    @Override
    public Optional<String> missing() {
        return clock.refused()
                .map(
                        why ->
                                "needs libfaketime ("
                                        + why
                                        + "): run scripts/install-chaos (apt-get install"
                                        + " libfaketime)");
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        Path offset = stage.folder().resolve("clock");
        set(offset, "+0");
        stage.serversRun(
                Stage.HERE,
                List.of(),
                Map.of(
                        "LD_PRELOAD",
                        Trials.clockLibrary().orElseThrow().toString(),
                        // Without it timers of the JVM stand still or spin.
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0",
                        "FAKETIME_TIMESTAMP_FILE",
                        offset.toString(),
                        "FAKETIME_NO_CACHE",
                        "1"));
        stage.startServer();
        stage.people().work(stage.address());
        stage.people().ask(stage.address(), false);
        Pace pace = new Pace();
        for (int i = 0; i < OFFSETS.size(); i++) {
            pace.until(plan.span().multipliedBy(i + 1L).dividedBy(OFFSETS.size() + 1L));
            set(offset, OFFSETS.get(i));
            stage.findings()
                    .progress((double) i / OFFSETS.size(), "clock off by " + OFFSETS.get(i) + " s");
        }
        pace.until(plan.span());
        double passed = pace.passed().toMillis() / 1e3;
        stage.audit();
        Findings findings = stage.findings();
        findings.soon("no answer to anybody for", longestGap(stage), GAP_SECONDS, "s");
        findings.check(
                Check.none(
                        "event earlier than the one before it",
                        number(
                                stage,
                                "select count(*) from (select at, lag(at) over (partition by region"
                                        + " order by seq) as before from event) as e where at <"
                                        + " before")));
        double span =
                number(
                                stage,
                                "select coalesce((extract(epoch from max(at) - min(at)) *"
                                        + " 1000)::bigint, 0) from event")
                        / 1e3;
        findings.figure("jumps", OFFSETS.size());
        findings.figure("faults, s", passed);
        findings.atMost(
                "the events' times span more than passed by",
                Math.max(0, span - stage.passed().toMillis() / 1e3),
                DRIFT_SECONDS,
                "s");
        startAhead(stage, offset);
    }

    /// A server sweeps when it starts. One whose clock is days ahead takes away what is old by the
    /// clock of the database, which gave it its time, and nothing else.
    private static void startAhead(Stage stage, Path offset) throws Exception {
        Findings findings = stage.findings();
        findings.progress(1, "a server that starts three days ahead");
        String stale = stage.tag() + "-stale";
        keepSinceTheDayBeforeYesterday(stage, stale);
        stage.server().kill();
        set(offset, DAYS_AHEAD);
        stage.startServer();
        boolean swept = false;
        for (Pace pace = new Pace(); !swept && pace.passed().compareTo(SWEPT) < 0; ) {
            swept =
                    number(stage, "select count(*) from idempotency where key = '" + stale + "'")
                            == 0;
            Pace.pause(LOOK);
        }
        findings.check(
                new Check(
                        "an answer kept for two days is taken away",
                        swept,
                        swept ? "it was" : "it is still there",
                        "after the start"));
        List<Asked> acknowledged =
                stage.people().asked().stream().filter(Asked::acknowledged).toList();
        findings.check(
                Check.none(
                        "request of before that is answered otherwise by a server days ahead",
                        Repetition.answeredOtherwise(acknowledged, stage.people().asking())));
    }

    private static void keepSinceTheDayBeforeYesterday(Stage stage, String key) throws Exception {
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into idempotency (key, request_hash, status, body, created_at) values"
                            + " ('"
                            + key
                            + "', '-', 200, '{}', now() - interval '2 days')");
        }
    }

    private static double longestGap(Stage stage) {
        List<Long> answers =
                stage.people().asked().stream()
                        .filter(Asked::acknowledged)
                        .map(Asked::answeredNanos)
                        .sorted()
                        .toList();
        long longest = 0;
        for (int i = 1; i < answers.size(); i++) {
            longest = Math.max(longest, answers.get(i) - answers.get(i - 1));
        }
        return longest / 1e9;
    }

    private static long number(Stage stage, String sql) throws Exception {
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void set(Path clock, String offset) throws IOException {
        // In one step: the server reads it at any moment.
        Path next = clock.resolveSibling("clock.next");
        Files.writeString(next, offset + "\n");
        Files.move(
                next,
                clock,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
