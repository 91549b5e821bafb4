package dev.antar.server.stream;

import io.vertx.core.json.JsonObject;

/// The end of a driver's socket when the server stops: the phone is told when to come back, what it
/// had sent by then is still carried out and answered, and then the socket is closed. The socket's
/// event loop.
final class Farewell {

    private static final int CLOSE_RESTART = 1012;

    /// Beyond the second after which every command is answered.
    private static final int LAST_ANSWERS_MILLIS = 1_200;

    private static final int LOOK_AGAIN_MILLIS = 50;

    private final SocketLoop loop;
    private final Link link;
    private final Outbox outbox;
    private boolean begun;
    private boolean over;
    private int underWay;

    Farewell(SocketLoop loop, Link link, Outbox outbox) {
        this.loop = loop;
        this.link = link;
        this.outbox = outbox;
    }

    /// The frame that says goodbye.
    static String bye(String reason, long reconnectAfterMillis) {
        return new JsonObject()
                .put("t", "bye")
                .put("reason", reason)
                .put("reconnectAfterMs", reconnectAfterMillis)
                .encode();
    }

    /// @param reconnectAfterMillis when the phone shall come back
    /// @param lastWordMillis how long it is still listened to
    void begin(long reconnectAfterMillis, long lastWordMillis) {
        if (!begun) {
            begun = true;
            outbox.control(bye("RESTART", reconnectAfterMillis));
            loop.after(lastWordMillis, () -> close(LAST_ANSWERS_MILLIS));
        }
    }

    /// Whether nothing is read any more.
    boolean over() {
        return over;
    }

    /// A command is being carried out.
    void asked() {
        underWay++;
    }

    /// Its answer has been given.
    void answered() {
        underWay--;
    }

    /// Once all has been said, or after so long.
    private void close(long limitMillis) {
        over = true;
        if (limitMillis <= 0 || (underWay == 0 && !outbox.behind())) {
            link.close(CLOSE_RESTART, "RESTART");
        } else {
            loop.after(LOOK_AGAIN_MILLIS, () -> close(limitMillis - LOOK_AGAIN_MILLIS));
        }
    }
}
