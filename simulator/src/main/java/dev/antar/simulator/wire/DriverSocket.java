package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;
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

    /// Nothing is said to a socket that does not get its `welcome` for so long.
    private static final int WELCOME_MILLIS = 10_000;

    /// Tokens that fixes leave for commands.
    private static final int RESERVED_FOR_COMMANDS = 4;

    private static final short SUPERSEDED = 4409;
    private static final int BROKEN = 1006;

    private static final String PING = "{\"t\":\"ping\"}";
    private static final String PONG = "{\"t\":\"pong\"}";

    private final Carrier carrier;
    private final int number;
    private final String hello;
    private final DriverApp app;
    private final Backoff backoff;
    private final Commands commands;

    private @Nullable ClientWebSocket socket;
    private @Nullable TokenBucket tokens;
    private boolean up;
    private boolean welcomed;
    private boolean wanted;
    private boolean superseded;
    private long heardAtMillis;
    private long deadMillis = WELCOME_MILLIS;

    /// When the server asked it to be back, by [#now]; 0 when it did not.
    private long comeBackAtMillis;

    private long wantedSinceNanos;
    private long slowReadMillis;
    private long readAtMillis;
    private boolean silent;
    private boolean binary;
    private int reconnects;

    /// @param number of the phone, from 0
    /// @param hello the frame that introduces the driver
    /// @param idPrefix begins the ids of commands; differs from run to run, because the server
    ///   remembers ids
    public DriverSocket(
            Carrier carrier,
            int number,
            JsonObject hello,
            String idPrefix,
            DriverApp app,
            RandomGenerator random) {
        this.carrier = carrier;
        this.number = number;
        this.hello = hello.encode();
        this.commands = new Commands(idPrefix);
        this.app = app;
        this.backoff = new Backoff(FIRST_MIN_RECONNECT_MILLIS, FIRST_MAX_RECONNECT_MILLIS, random);
    }

    public void open() {
        wanted = true;
        wantedSinceNanos = System.nanoTime();
        connect();
    }

    /// The connection breaks, from one moment to the next.
    ///
    /// @param jitter whether it waits as the server asks it to before it comes back
    public void cut(boolean jitter) {
        ClientWebSocket open = socket;
        if (open != null) {
            comeBackAtMillis = jitter ? 0 : now();
            boolean connected = up;
            lost(open);
            hangUp(open, connected);
        }
    }

    /// Sends fixes in binary frames; say so before it opens.
    public void speakBinary() {
        binary = true;
    }

    /// Whether fixes go out in binary frames.
    public boolean binary() {
        return binary;
    }

    /// From now on reads a frame in so many milliseconds, and no more; 0 reads all.
    public void readSlowly(long everyMillis) {
        slowReadMillis = everyMillis;
        ClientWebSocket open = socket;
        if (open == null || !welcomed) {
            return;
        }
        if (everyMillis == 0) {
            open.resume();
        } else {
            open.pause();
        }
    }

    /// From now on says nothing at all, or speaks again.
    public void silent(boolean quiet) {
        silent = quiet;
        if (!quiet) {
            connect();
        }
    }

    /// Closes the socket for good.
    public void close() {
        wanted = false;
        ClientWebSocket open = socket;
        boolean connected = up;
        forget();
        if (open != null) {
            hangUp(open, connected);
        }
    }

    /// Sends a command until the server has answered it definitively, over as many sockets as that
    /// takes.
    public Future<Ack> command(String type, JsonObject fields) {
        Future<Ack> answer = commands.add(type, fields);
        sendCommands();
        return answer;
    }

    /// Sends a fix if it can be sent now; the next one will be newer anyway.
    ///
    /// @return whether it was sent
    public boolean report(String fix) {
        if (!welcomed || silent || !takeToken(RESERVED_FOR_COMMANDS)) {
            return false;
        }
        write(fix);
        return true;
    }

    /// The same in a binary frame.
    public boolean report(Buffer fix) {
        ClientWebSocket open = socket;
        if (open == null || !welcomed || silent || !takeToken(RESERVED_FOR_COMMANDS)) {
            return false;
        }
        open.writeBinaryMessage(fix);
        return true;
    }

    /// Notices a dead server and repeats what is due.
    public void beat() {
        long now = now();
        ClientWebSocket open = socket;
        if (open != null && heardAtMillis < now - deadMillis) {
            boolean connected = up;
            lost(open);
            hangUp(open, connected);
            return;
        }
        if (open != null && welcomed && slowReadMillis > 0 && now >= readAtMillis) {
            readAtMillis = now + slowReadMillis;
            open.fetch(1);
        }
        sendCommands();
    }

    public boolean connected() {
        return welcomed;
    }

    /// Whether another socket of the same driver took over; this one then stays closed.
    public boolean superseded() {
        return superseded;
    }

    /// Ids of commands that wait for their answer.
    public List<String> unanswered() {
        return commands.unanswered();
    }

    /// How long it took, at the last `welcome`, from wanting to be connected to being it.
    public long connectMicros() {
        return (System.nanoTime() - wantedSinceNanos) / 1_000;
    }

    /// Commands sent more than once, each time counted.
    public int repeats() {
        return commands.repeats();
    }

    /// How often the socket was lost and looked for again.
    public int reconnects() {
        return reconnects;
    }

    private void connect() {
        if (!wanted || socket != null || silent) {
            return;
        }
        ClientWebSocket opening = carrier.socket(number);
        socket = opening;
        heardAtMillis = Long.MAX_VALUE;
        comeBackAtMillis = 0;
        carrier.enter(() -> handshake(opening));
    }

    private Future<?> handshake(ClientWebSocket opening) {
        if (opening != socket) {
            return Future.succeededFuture();
        }
        heardAtMillis = now();
        deadMillis = WELCOME_MILLIS;
        opening.textMessageHandler(text -> heard(opening, text));
        opening.closeHandler(_ -> closed(opening));
        opening.exceptionHandler(_ -> {});
        return opening.connect(carrier.driver(binary))
                .onSuccess(
                        _ -> {
                            if (opening == socket) {
                                up = true;
                                write(hello);
                            } else {
                                opening.close();
                            }
                        })
                .onFailure(_ -> lost(opening));
    }

    private void closed(ClientWebSocket which) {
        Short code = which.closeStatusCode();
        if (which == socket) {
            carrier.closed(code == null ? BROKEN : code, comeBackAtMillis > 0);
        }
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
        long asked = comeBackAtMillis;
        boolean wasUp = welcomed;
        forget();
        if (wanted) {
            reconnects++;
            long pause = asked > 0 ? Math.max(1, asked - now()) : backoff.nextMillis();
            if (wasUp) {
                wantedSinceNanos = System.nanoTime() + pause * 1_000_000;
            }
            carrier.vertx().setTimer(pause, _ -> connect());
        }
    }

    private void forget() {
        if (welcomed) {
            carrier.gone();
        }
        socket = null;
        tokens = null;
        up = false;
        welcomed = false;
    }

    /// One whose handshake goes on cannot be closed yet; it is when that is over.
    private static void hangUp(ClientWebSocket which, boolean connected) {
        if (connected && !which.isClosed()) {
            which.close();
        }
    }

    private void heard(ClientWebSocket from, String text) {
        if (from != socket) {
            return;
        }
        heardAtMillis = now();
        // Most of what a quiet driver hears; not worth a parser.
        if (text.equals(PING)) {
            pong();
            return;
        }
        switch (DriverFrame.read(text)) {
            case DriverFrame.Welcome welcome -> welcome(welcome);
            case DriverFrame.Restated(DriverView view) -> app.restated(view);
            case DriverFrame.Acked(String id, Ack ack) -> {
                commands.answered(id, ack);
                sendCommands();
            }
            case DriverFrame.TryLater(String id, int afterMillis) -> {
                commands.later(id, now() + afterMillis);
                app.putOff();
            }
            case DriverFrame.Offered(OfferView offer) -> app.offered(offer);
            case DriverFrame.OfferEnded(String offer, String outcome) ->
                    app.offerEnded(offer, outcome);
            case DriverFrame.JobChanged changed -> app.jobChanged(changed.job(), changed.state());
            case DriverFrame.Refused(String problem, String reason) -> app.refused(problem, reason);
            case DriverFrame.Ping _ -> pong();
            case DriverFrame.Bye(_, int afterMillis) -> comeBackAtMillis = now() + afterMillis;
            case DriverFrame.Other _ -> {}
        }
    }

    private void pong() {
        if (!silent && takeToken(0)) {
            write(PONG);
        }
    }

    private void welcome(DriverFrame.Welcome welcome) {
        deadMillis = welcome.deadMillis();
        backoff.bounds(welcome.reconnectMinMillis(), welcome.reconnectMaxMillis());
        backoff.succeeded();
        tokens = new TokenBucket(welcome.framesPerSecond(), welcome.frameBurst() - 1, now());
        welcomed = true;
        carrier.welcomed();
        readSlowly(slowReadMillis);
        commands.startAgain();
        sendCommands();
        app.welcomed(welcome.view());
    }

    /// With the welcome, or with one of the next beats, where it cannot be now.
    private void sendCommands() {
        if (!welcomed || silent || commands.none()) {
            return;
        }
        commands.send(
                now(),
                frame -> {
                    boolean may = takeToken(0);
                    if (may) {
                        write(frame);
                    }
                    return may;
                });
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
