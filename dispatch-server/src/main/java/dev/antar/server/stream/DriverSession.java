package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.offer.Offer;
import dev.antar.server.engine.Priority;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// One driver's socket, from `hello` to its end: greeting and signs of life. Its fixes are read by
/// [FixReader], its commands by [CommandReader]. Its own event loop, unless a method says
/// otherwise.
final class DriverSession extends SocketLoop.Kept implements Link.Owner, Outbox.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(DriverSession.class);

    static final int PING_MILLIS = 5_000;
    static final int DEAD_MILLIS = 12_000;

    private static final byte[] PONG = "{\"t\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
    private static final int HELLO_MILLIS = 5_000;

    /// More happens to nobody in the moment that a greeting takes.
    private static final int MAX_EARLY = 64;

    private static final int CLOSE_TOO_BIG = 1009;
    private static final int CLOSE_NO_HELLO = 4400;
    private static final int CLOSE_DEAD = 4408;
    private static final int CLOSE_SUPERSEDED = 4409;
    private static final int CLOSE_TOO_MANY = 4429;
    private static final int CLOSE_RESTART = 1012;

    private final DriverEdges edges;
    private final SocketLoop loop;
    private final Link link;
    private final Outbox outbox;
    private final Farewell farewell;
    private final boolean binary;

    /// Of the region that he works in; of the first until he has said which.
    private DriverEdge edge;

    private @Nullable DriverId driver;

    /// Reads this driver's fixes; null until he is welcomed.
    private @Nullable FixReader fixes;

    /// Carries out his commands; as above.
    private @Nullable CommandReader commands;

    private long frameLevel = TokenBucket.FULL;

    /// By what the loop has listened.
    private long receivedMillis;

    private long pingedMillis;
    private int excess;

    private final ShownOffer shown = new ShownOffer();

    /// What happened between the reading of his greeting and its sending.
    private final List<String> early = new ArrayList<>();

    /// @param binary whether fixes in binary frames were agreed on
    DriverSession(DriverEdges edges, SocketLoop loop, Link link, boolean binary) {
        this.edges = edges;
        this.edge = edges.first();
        this.loop = loop;
        this.link = link;
        this.binary = binary;
        this.outbox = new Outbox(link, this);
        this.farewell = new Farewell(loop, link, outbox);
        this.receivedMillis = loop.listenedMillis();
        this.pingedMillis = receivedMillis;
        edge.meters().driverSockets().incrementAndGet();
        loop.enter(this);
    }

    /// Tells what has happened. Any thread.
    void deliver(JsonObject frame) {
        deliver(frame, ShownOffer.NONE);
    }

    /// @param offer that the frame shows, if any
    private void deliver(JsonObject frame, long offer) {
        String text = frame.encode();
        loop.execute(
                () -> {
                    if (offer != ShownOffer.NONE) {
                        shown.show(offer);
                    }
                    if (fixes != null) {
                        outbox.event(text);
                    } else if (early.size() < MAX_EARLY) {
                        early.add(text);
                    } else {
                        link.close(CLOSE_RESTART, "RESTART");
                    }
                });
    }

    /// Shows the driver an offer, if there is time left to answer it. Any thread.
    void deliverOffer(Offer offer, JsonObject frame) {
        if (offer.expiresAtMillis() > edge.region().nowMillis()) {
            deliver(frame, offer.id());
        }
    }

    /// Any thread.
    void supersede() {
        loop.execute(
                () -> {
                    outbox.control(Farewell.bye("SUPERSEDED", 0));
                    link.close(CLOSE_SUPERSEDED, "SUPERSEDED");
                });
    }

    @Override
    void sendAway(long reconnectAfterMillis, long lastWordMillis) {
        farewell.begin(reconnectAfterMillis, lastWordMillis);
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        long now = edge.region().nowMillis();
        if (!received(now)) {
            return;
        }
        DriverId own = driver;
        FixReader reader = fixes;
        if (own != null && reader != null && isPong(bytes, offset, length)) {
            alive(own, now);
            return;
        }
        try {
            if (reader == null || !reader.text(bytes, offset, length, now)) {
                read(Input.read(Arrays.copyOfRange(bytes, offset, offset + length)), now);
            }
        } catch (ProblemException e) {
            problem(e.problem());
            if (driver == null) {
                link.close(CLOSE_NO_HELLO, "no valid hello");
            }
        }
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        long now = edge.region().nowMillis();
        if (!received(now)) {
            return;
        }
        FixReader reader = fixes;
        if (reader == null) {
            problem(Problem.malformed("The first frame must be a hello, in text."));
            link.close(CLOSE_NO_HELLO, "no valid hello");
        } else if (!binary) {
            problem(Problem.malformed("Frames must be text on this subprotocol."));
        } else {
            reader.binary(bytes, offset, length, now);
        }
    }

    @Override
    public void stirred() {
        received(edge.region().nowMillis());
    }

    /// Notes a sign of life.
    ///
    /// @return whether the frame may be read
    private boolean received(long now) {
        if (farewell.over()) {
            return false;
        }
        receivedMillis = loop.listenedMillis();
        long level = edge.frames().take(frameLevel, 1, now);
        if (level == TokenBucket.REFUSED) {
            tooMany(edge.limits().frames(), "frames", FixReader.UNNUMBERED);
            return false;
        }
        frameLevel = level;
        return true;
    }

    private void read(Input frame, long now) {
        String type = frame.text("t");
        DriverId own = driver;
        FixReader reader = fixes;
        CommandReader asks = commands;
        if (own == null || reader == null || asks == null) {
            if (!"hello".equals(type)) {
                throw new ProblemException(
                        Problem.invalid("/t", type, "must be hello in the first frame"));
            }
            hello(DriverFrames.hello(frame), now);
            return;
        }
        switch (type) {
            case "fix", "fixes" -> reader.tree(DriverFrames.fixes(frame, type), now);
            case "ping" -> {
                frame.finish();
                outbox.control("{\"t\":\"pong\"}");
                alive(own, now);
            }
            case "pong" -> {
                frame.finish();
                alive(own, now);
            }
            case "hello" ->
                    throw new ProblemException(
                            Problem.invalid("/t", type, "must be sent once on a socket"));
            default -> asks.read(frame, type, now);
        }
    }

    /// Registers the driver. Nothing more is read until that is done, so that what follows finds
    /// him.
    private void hello(DriverFrames.Hello hello, long now) {
        DriverId id = hello.profile().id();
        DriverEdge chosen = edges.of(hello);
        edge = chosen;
        driver = id;
        link.pause();
        edges.register(chosen, hello, now)
                .compose(
                        _ ->
                                chosen.region()
                                        .readCommitted(
                                                Priority.ANSWER,
                                                dispatcher -> greet(dispatcher, id)))
                .onSuccess(greeting -> welcome(id, hello, now, greeting))
                .onFailure(
                        failure -> {
                            problem(Answers.problemOf(failure));
                            link.close(CLOSE_NO_HELLO, "hello was refused");
                        })
                .onComplete(_ -> link.resume());
    }

    private void welcome(DriverId id, DriverFrames.Hello hello, long now, Greeting greeting) {
        if (!link.open()) {
            edge.sessions().leave(id, this);
            return;
        }
        FixReader reader = new FixReader(this, edge, loop, greeting.slot());
        fixes = reader;
        commands = new CommandReader(this, edge, id, reader, shown);
        outbox.control(
                greeting.welcome(
                        loop.newSessionId(),
                        edge.region().nowMillis(),
                        hello.phoneMillis() == 0 ? 0 : hello.phoneMillis() - now,
                        edge.limits()));
        early.forEach(outbox::event);
        early.clear();
    }

    /// What is true now, and from now on he is told what changes: nothing falls in between. The
    /// region's thread.
    private Greeting greet(Dispatcher dispatcher, DriverId id) {
        edge.sessions().enter(id, this);
        return Greeting.of(dispatcher, id);
    }

    /// As nearly every phone writes it: with thousands of silent ones it is most of what is read.
    private static boolean isPong(byte[] bytes, int offset, int length) {
        return Arrays.equals(bytes, offset, offset + length, PONG, 0, PONG.length);
    }

    private void alive(DriverId own, long now) {
        edge.region()
                .report(new Command.Heartbeat(now, own))
                .onFailure(failure -> LOG.debug("A heartbeat was not taken", failure));
    }

    /// Refuses a frame above a rate; one that comes again and again closes the socket.
    ///
    /// @param sequence of the frame's first fix, or [FixReader#UNNUMBERED]
    void tooMany(DriverLimits.Rate rate, String what, int sequence) {
        excess++;
        if (excess > DriverLimits.EXCESS) {
            link.close(CLOSE_TOO_MANY, "too many " + what);
        } else if (excess % 10 == 1 || sequence != FixReader.UNNUMBERED) {
            problem(Answers.tooMany(rate, what), sequence);
        }
    }

    void problem(Problem problem) {
        problem(problem, FixReader.UNNUMBERED);
    }

    /// @param sequence of the first fix in the frame it is about, or [FixReader#UNNUMBERED]
    void problem(Problem problem, int sequence) {
        JsonObject frame = new JsonObject().put("t", "error").put("problem", problem.toJson());
        if (sequence != FixReader.UNNUMBERED) {
            frame.put("seq", sequence);
        }
        outbox.control(frame.encode());
    }

    /// Says what a command came to.
    void say(String ack) {
        outbox.control(ack);
    }

    void taken(int through) {
        outbox.control("{\"t\":\"taken\",\"through\":" + through + "}");
    }

    Link link() {
        return link;
    }

    Farewell farewell() {
        return farewell;
    }

    RandomGenerator random() {
        return loop.random();
    }

    @Override
    public void broken(Throwable failure) {
        // Where the connection itself is gone, closing is nothing.
        LOG.debug("A driver's socket failed", failure);
        link.close(CLOSE_TOO_BIG, "frame too big or broken");
    }

    @Override
    void look() {
        long now = loop.listenedMillis();
        FixReader reader = fixes;
        outbox.look(now);
        if (reader == null ? driver != null : reader.parked()) {
            // It is we who do not read.
            receivedMillis = now;
        }
        if (reader == null && now - receivedMillis > HELLO_MILLIS) {
            link.close(CLOSE_DEAD, "no hello");
        } else if (now - receivedMillis > DEAD_MILLIS) {
            link.close(CLOSE_DEAD, "nothing received");
        } else if (reader != null && now - pingedMillis >= PING_MILLIS) {
            pingedMillis = now;
            outbox.latest("{\"t\":\"ping\"}");
        }
    }

    @Override
    public void drained() {
        outbox.drained();
    }

    @Override
    public void resync() {
        DriverId own = driver;
        if (own != null) {
            edge.region()
                    .readCommitted(dispatcher -> Greeting.of(dispatcher, own))
                    .onSuccess(greeting -> outbox.control(greeting.resync()))
                    .onFailure(_ -> link.close(CLOSE_RESTART, "RESTART"));
        }
    }

    @Override
    public void slow() {
        edge.meters().slowDriver();
    }

    @Override
    public void closed() {
        loop.leave(this);
        edge.meters().driverSockets().decrementAndGet();
        DriverId own = driver;
        if (own != null) {
            edge.sessions().leave(own, this);
        }
    }
}
