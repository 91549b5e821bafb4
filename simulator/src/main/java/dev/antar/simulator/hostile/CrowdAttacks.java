package dev.antar.simulator.hostile;

import dev.antar.simulator.hostile.Attack.Seen;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Attackers who do what everybody may do, far too often.
final class CrowdAttacks {

    /// How long those who are let in stay.
    private static final Duration STAY = Duration.ofSeconds(5);

    private CrowdAttacks() {}

    /// @param crowd a tenth of the subscriptions
    /// @param job that exists and goes on
    static List<Attack> all(int crowd, String job) {
        return List.of(
                new Attack(
                        "subscriptions to a job",
                        10 * crowd,
                        (target, number) -> subscribe(target, number, job)),
                new Attack("maps", crowd, CrowdAttacks::map),
                new Attack("drivers never seen before", crowd, CrowdAttacks::newDriver));
    }

    private static Seen subscribe(Target target, int number, String job) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(
                    "GET /v1/jobs/"
                            + job
                            + "/events HTTP/1.1\r\n"
                            + "Host: HOST\r\n"
                            + "Accept: text/event-stream\r\n\r\n");
            int status = connection.status(target.patience());
            if (status == 200) {
                var _ = connection.awaitEnd(STAY);
            }
            return Seen.bounded(status == 0 ? "cut off" : "answered " + status);
        }
    }

    private static Seen map(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            int status = connection.upgrade("/v1/live", target.patience());
            if (status == 101) {
                var _ = connection.awaitEnd(STAY);
            }
            return Seen.bounded(status == 0 ? "cut off" : "answered " + status);
        }
    }

    private static Seen newDriver(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            int status = connection.upgrade("/v1/driver", target.patience());
            if (status != 101) {
                return Seen.bounded(status == 0 ? "cut off" : "answered " + status);
            }
            connection.send(
                    Frames.text(
                            "{\"t\":\"hello\",\"proto\":1,\"driver\":\""
                                    + target.tag()
                                    + "-new-"
                                    + number
                                    + "\"}"));
            String answer = connection.answers(STAY);
            return Seen.bounded(answer.contains("welcome") ? "let in" : "not let in");
        }
    }
}
