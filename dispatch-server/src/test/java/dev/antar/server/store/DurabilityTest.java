package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;

/// A change of the settings is seen and told once, whichever way it goes.
class DurabilityTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(Durability.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private Future<List<String>> answer = Future.succeededFuture(List.of());

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void leave() {
        log.detachAppender(told);
        log.setLevel(null);
    }

    @Test
    void settingThatIsTurnedOffAndOnIsToldOnceEach() {
        Durability durability = new Durability("the database", List.of(), () -> answer);

        assertEquals(List.of(), offAfterLook(durability));
        answer = Future.succeededFuture(List.of("fsync=off"));
        assertEquals(List.of("fsync=off"), offAfterLook(durability));
        assertEquals(List.of("fsync=off"), offAfterLook(durability));
        answer = Future.succeededFuture(List.of());
        assertEquals(List.of(), offAfterLook(durability));

        assertEquals(
                List.of(
                        "WARN the database may lose what is acknowledged: fsync=off",
                        "INFO the database keeps what is acknowledged again"),
                lines());
    }

    @Test
    void databaseThatDoesNotAnswerIsTakenForWhatItWas() {
        Durability durability = new Durability("the database", List.of("fsync=off"), () -> answer);
        answer = Future.failedFuture("away");

        assertEquals(List.of("fsync=off"), offAfterLook(durability));

        assertEquals(List.of(), lines());
    }

    private static List<String> offAfterLook(Durability durability) {
        durability.look().await();
        return durability.off();
    }

    private List<String> lines() {
        return told.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
    }
}
