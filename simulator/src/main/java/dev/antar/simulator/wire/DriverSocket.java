package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// One driver's phone: keeps a socket to the server open, comes back by itself with full jitter
/// when it breaks, repeats unanswered commands under their old ids, and never sends more frames
/// than the server allows. Used on one event loop, with a `beat` from its owner about twice a
/// second.
// Sockets are compared by identity: the one in use against one that is gone.
@SuppressWarnings("ReferenceEquality")
public final class DriverSocket {

    /// Used until the server has told its own.
    private static final int FIRST_MIN_RECONNECT_MILLIS = 500;

    private static final int FIRST_MAX_RECONNECT_MILLIS = 8_000;

    /// A command not answered for so long on an open socket is sent again.
    private static final long REPEAT_MILLIS = 10_000;

    /// Nothing is said to a socket that does not get its `welcome` for so long.
    private static final int WELCOME_MILLIS = 10_000;

    /// Tokens that fixes leave for commands.
    private static final int RESERVED_FOR_COMMANDS = 4;

    private static final short SUPERSEDED = 4409;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final WebSocketConnectOptions where;
    private final JsonObject hello;
    private final String idPrefix;
    private final DriverApp app;
    private final Backoff backoff;
    private final Map<String, Command> unanswered = new LinkedHashMap<>();

    private @Nullable ClientWebSocket socket;
    private @Nullable TokenBucket tokens;
    private boolean welcomed;
    private boolean wanted;
    private boolean superseded;
    private long heardAtMillis;
    private long deadMillis = WELCOME_MILLIS;
    private long comeBackAfterMillis = -1;
    private int commands;
    private int repeats;
    private int reconnects;

    /// What waits for its answer.
    private static final class Command {

        private final String frame;
        private final Promise<Ack> answer = Promise.promise();
        private long dueAtMillis;
        private boolean sent;

        private Command(String frame) {
            this.frame = frame;
        }
    }

    /// @param hello the frame that introduces the driver
    /// @param idPrefix begins the ids of commands; differs from run to run, because the server
    ///   remembers ids
    public DriverSocket(
            Vertx vertx,
            WebSocketClient client,
            WebSocketConnectOptions where,
            JsonObject hello,
            String idPrefix,
            DriverApp app,
            RandomGenerator random) {
        this.vertx = vertx;
        this.client = client;
        this.where = where;
        this.hello = hello;
        this.idPrefix = idPrefix;
        this.app = app;
        this.backoff = new Backoff(FIRST_MIN_RECONNECT_MILLIS, FIRST_MAX_RECONNECT_MILLIS, random);
    }

    public void open() {
        wanted = true;
        connect();
    }

    /// Closes the socket for good.
    public void close() {
        wanted = false;
        ClientWebSocket open = socket;
        forget();
        if (open != null && !open.isClosed()) {
            open.close();
        }
    }

    /// Sends a command until the server has answered it definitively, over as many sockets as that
    /// takes.
    public Future<Ack> command(String type, JsonObject fields) {
        commands++;
        String id = idPrefix + commands;
        JsonObject frame = new JsonObject().put("t", type).put("id", id).mergeIn(fields);
        Command command = new Command(frame.encode());
        unanswered.put(id, command);
        send(command);
        return command.answer.future();
    }

    /// Sends a fix if it can be sent now; the next one will be newer anyway.
    ///
    /// @return whether it was sent
    public boolean report(JsonObject fix) {
        if (!welcomed || !takeToken(RESERVED_FOR_COMMANDS)) {
            return false;
        }
        write(fix.encode());
        return true;
    }

    /// Notices a dead server and repeats what is due.
    public void beat() {
        long now = now();
        ClientWebSocket open = socket;
        if (open != null && now - heardAtMillis > deadMillis) {
            lost(open);
            open.close();
            return;
        }
        if (welcomed) {
            for (Command command : unanswered.values()) {
                if (now >= command.dueAtMillis) {
                    send(command);
                }
            }
        }
    }

    public boolean connected() {
        return welcomed;
    }

    /// Whether another socket of the same driver took over; this one then stays closed.
    public boolean superseded() {
        return superseded;
    }

    public int unansweredCommands() {
        return unanswered.size();
    }

    /// Commands sent more than once, each time counted.
    public int repeats() {
        return repeats;
    }

    /// How often the socket was lost and looked for again.
    public int reconnects() {
        return reconnects;
    }

    private void connect() {
        if (!wanted || socket != null) {
            return;
        }
        ClientWebSocket opening = client.webSocket();
        socket = opening;
        heardAtMillis = now();
        deadMillis = WELCOME_MILLIS;
        comeBackAfterMillis = -1;
        opening.textMessageHandler(text -> heard(opening, text));
        opening.closeHandler(_ -> closed(opening));
        opening.exceptionHandler(_ -> {});
        opening.connect(where)
                .onSuccess(
                        _ -> {
                            if (opening == socket) {
                                write(hello.encode());
                            } else {
                                opening.close();
                            }
                        })
                .onFailure(_ -> lost(opening));
    }

    private void closed(ClientWebSocket which) {
        Short code = which.closeStatusCode();
        if (which == socket && code != null && code == SUPERSEDED) {
            superseded = true;
            wanted = false;
        }
        lost(which);
    }

    private void lost(ClientWebSocket which) {
        if (which != socket) {
            return;
        }
        long asked = comeBackAfterMillis;
        forget();
        if (wanted) {
            reconnects++;
            vertx.setTimer(asked >= 0 ? Math.max(1, asked) : backoff.nextMillis(), _ -> connect());
        }
    }

    private void forget() {
        socket = null;
        tokens = null;
        welcomed = false;
    }

    private void heard(ClientWebSocket from, String text) {
        if (from != socket) {
            return;
        }
        heardAtMillis = now();
        switch (DriverFrame.read(text)) {
            case DriverFrame.Welcome welcome -> welcome(welcome);
            case DriverFrame.Acked(String id, Ack ack) -> {
                Command answered = unanswered.remove(id);
                if (answered != null) {
                    answered.answer.complete(ack);
                }
            }
            case DriverFrame.TryLater(String id, int afterMillis) -> {
                Command refused = unanswered.get(id);
                if (refused != null) {
                    refused.dueAtMillis = now() + afterMillis;
                }
            }
            case DriverFrame.Offered(OfferView offer) -> app.offered(offer);
            case DriverFrame.OfferEnded(String offer, String outcome) ->
                    app.offerEnded(offer, outcome);
            case DriverFrame.JobChanged changed -> app.jobChanged(changed.job(), changed.state());
            case DriverFrame.Refused(String problem, String reason) -> app.refused(problem, reason);
            case DriverFrame.Ping _ -> {
                if (takeToken(0)) {
                    write("{\"t\":\"pong\"}");
                }
            }
            case DriverFrame.Bye(_, int afterMillis) -> comeBackAfterMillis = afterMillis;
            case DriverFrame.Other _ -> {}
        }
    }

    private void welcome(DriverFrame.Welcome welcome) {
        deadMillis = welcome.deadMillis();
        backoff.bounds(welcome.reconnectMinMillis(), welcome.reconnectMaxMillis());
        backoff.succeeded();
        tokens = new TokenBucket(welcome.framesPerSecond(), welcome.frameBurst() - 1, now());
        welcomed = true;
        for (Command command : unanswered.values()) {
            send(command);
        }
        app.welcomed(welcome.view());
    }

    private void send(Command command) {
        if (!welcomed || !takeToken(0)) {
            // With the welcome, or with one of the next beats.
            command.dueAtMillis = 0;
            return;
        }
        if (command.sent) {
            repeats++;
        }
        command.sent = true;
        command.dueAtMillis = now() + REPEAT_MILLIS;
        write(command.frame);
    }

    private boolean takeToken(int reserve) {
        TokenBucket bucket = tokens;
        return bucket != null && bucket.take(now(), reserve);
    }

    private void write(String frame) {
        ClientWebSocket open = socket;
        if (open != null && !open.isClosed()) {
            // A failure to write is followed by the close, and that is where it is dealt with.
            open.writeTextMessage(frame);
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
