package dev.antar.simulator.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CommandsTest {

    private final Commands commands = new Commands("c");
    private final List<String> sent = new ArrayList<>();

    @Test
    void laterCommandDoesNotOvertakeOneThatIsAskedToWait() {
        commands.add("pickedUp", new JsonObject());
        commands.add("completed", new JsonObject());

        send(0);
        commands.later("c1", 500);
        send(100);
        assertEquals(List.of("pickedUp"), sent);

        send(500);
        commands.answered("c1", new Ack.Done());
        send(501);
        assertEquals(List.of("pickedUp", "pickedUp", "completed"), sent);
        assertEquals(1, commands.repeats());
    }

    private void send(long nowMillis) {
        commands.send(nowMillis, frame -> sent.add(new JsonObject(frame).getString("t")));
    }
}
