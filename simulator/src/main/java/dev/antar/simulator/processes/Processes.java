package dev.antar.simulator.processes;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.load.Clock;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.LoadRun;
import dev.antar.simulator.load.OwnEvidence;
import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.load.Server;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.profile.Timetable;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// A load run whose people are spread over several processes. Starts them, lets them begin and end
/// together, and judges what they tell as if it had been one. Its state belongs to one event loop.
public final class Processes implements LoadRun, AutoCloseable {

    /// From the last one's being ready to the beginning; an order takes a few milliseconds.
    private static final long BEGIN_MILLIS = 300;

    private final Context context;
    private final Timetable timetable;
    private final String main;
    private final IntFunction<List<String>> arguments;
    private final int count;
    private final Clock clock;
    private final Status status = new Status();
    private final Measures measures = new Measures();
    private final OwnEvidence evidence;
    private final Merge merge;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Promise<LoadResult> finished = Promise.promise();
    private final TreeMap<Integer, Frame.Ended> ended = new TreeMap<>();
    private int ready;
    private int drained;
    private int answered;
    private long answeredMicros;
    private boolean judging;
    private Verdict verdict = Verdict.NOTHING;

    /// @param config of the whole run
    /// @param main the class that the processes run
    /// @param arguments of each, by number from 0
    /// @param sink is told of each second, on the event loop
    public Processes(
            LoadConfig config,
            Vertx vertx,
            SecondSink sink,
            Clock clock,
            int count,
            String main,
            IntFunction<List<String>> arguments) {
        this.context = vertx.getOrCreateContext();
        this.timetable = config.scenario().timetable();
        this.clock = clock;
        this.count = count;
        this.main = main;
        this.arguments = arguments;
        Server server = new Server(vertx, config.server(), new SplittableRandom(config.seed()));
        this.evidence = new OwnEvidence(measures, clock, server, config.slack());
        this.merge = new Merge(count, this::judge, measures, sink, status, clock.startMillis());
    }

    @Override
    public Future<LoadResult> start() {
        try {
            synchronized (children) {
                for (int i = 0; i < count; i++) {
                    children.add(ChildProcess.start(main, arguments.apply(i)));
                }
            }
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
        for (int i = 0; i < count; i++) {
            int process = i;
            children.get(i)
                    .listen(
                            line -> said(process, line),
                            code -> context.runOnContext(_ -> gone(process, code)));
        }
        return finished.future();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public void stop() {
        context.runOnContext(_ -> measures.endBy(clock.micros()));
        tellAll(Part.STOP);
    }

    /// Ends all processes that are still there.
    @Override
    public void close() {
        synchronized (children) {
            children.forEach(ChildProcess::close);
        }
    }

    /// On the process's own thread, so that reading what they tell is shared by as many.
    private void said(int process, String line) {
        try {
            Frame frame = FrameLines.read(line);
            if (frame == null) {
                System.err.println(line);
            } else {
                context.runOnContext(_ -> heard(process, frame));
            }
        } catch (IllegalArgumentException e) {
            finished.tryFail(e);
        }
    }

    private void heard(int process, Frame frame) {
        switch (frame) {
            case Frame.Ready _ -> {
                if (++ready == count) {
                    begin();
                }
            }
            case Frame.Beat beat -> {
                // After the verdict they only go home.
                if (ended.isEmpty()) {
                    merge.beat(process, beat);
                    judgeWhenAllIsTold();
                }
            }
            case Frame.Drained _ -> {
                if (++drained == count) {
                    tellAll(Part.JUDGE);
                }
            }
            case Frame.Answered(long untilMicros, List<Observed> observed) -> {
                merge.told(process, untilMicros, observed);
                answered++;
                answeredMicros = Math.max(answeredMicros, untilMicros);
                judgeWhenAllIsTold();
            }
            case Frame.Failed(String message, boolean usage) ->
                    finished.tryFail(
                            usage
                                    ? new IllegalArgumentException(message)
                                    : new IOException(name(process) + ": " + message));
            case Frame.Ended part -> {
                ended.put(process, part);
                if (ended.size() == count) {
                    finished.tryComplete(merge.result(List.copyOf(ended.values()), verdict));
                }
            }
        }
    }

    private void begin() {
        long at = clock.millis() + BEGIN_MILLIS;
        measures.window(
                (at + timetable.warmUpMillis()) * 1_000, (at + timetable.endMillis()) * 1_000);
        tellAll(Part.BEGIN + at);
    }

    private void judgeWhenAllIsTold() {
        if (judging || answered < count || merge.toldUntilMicros() < answeredMicros) {
            return;
        }
        judging = true;
        evidence.verdict()
                .onFailure(finished::tryFail)
                .onSuccess(
                        spoken -> {
                            verdict = spoken;
                            tellAll(Part.END);
                        });
    }

    private void judge(Observed observed) {
        switch (observed.what()) {
            case Observed.Saw saw -> evidence.saw(saw.seen());
            case Observed.Asked asked ->
                    evidence.asked(asked.job(), asked.intendedMicros(), asked.nearby());
            case Observed.OfferShown shown -> evidence.offered(shown.job(), observed.atMicros());
            case Observed.Unanswered unanswered ->
                    evidence.unanswered(unanswered.driver(), unanswered.command());
        }
    }

    private void gone(int process, int code) {
        if (!ended.containsKey(process)) {
            finished.tryFail(new IOException(name(process) + " ended with exit code " + code));
        }
    }

    private String name(int process) {
        return "process " + (process + 1) + " of " + count;
    }

    private void tellAll(String order) {
        synchronized (children) {
            children.forEach(child -> child.tell(order));
        }
    }
}
