package dev.antar.simulator.processes;

import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.load.Baton;
import dev.antar.simulator.load.Clock;
import dev.antar.simulator.load.Evidence;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.load.Status;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Second;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.HdrHistogram.Histogram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One process's part of a run: does its share, tells what came of it on its standard output, and
/// is told on its standard input when to begin and to end. When that input ends, nobody waits for
/// it any more, and it ends at once.
public final class Part implements Evidence, Baton, SecondSink {

    static final String BEGIN = "begin ";
    static final String JUDGE = "judge";
    static final String END = "end";
    static final String STOP = "stop";

    private static final int ORPHANED = 1;

    private final Clock clock;
    private final PrintStream out;
    private final Load load;
    private final long originMillis;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("part").factory());
    private final Promise<Verdict> verdict = Promise.promise();
    private List<Observed> observed = new ArrayList<>();
    private volatile long beginMillis = Long.MAX_VALUE;
    private volatile boolean allDrained;
    private volatile boolean done;
    private boolean saidReady;
    private boolean saidDrained;

    /// @param config cut to this process's share
    /// @param originMillis when the whole run began, epoch
    public Part(LoadConfig config, long originMillis, Vertx vertx, PrintStream out) {
        this.clock = new Clock(originMillis);
        this.originMillis = originMillis;
        this.out = out;
        this.load = new Load(config, vertx, this, clock, this, this);
    }

    /// Does it all; answers the exit code.
    public int run(InputStream in) throws InterruptedException {
        Thread.ofPlatform().daemon().name("orders").start(() -> obey(in));
        try {
            LoadResult result = load.start().await();
            say(Frame.Ended.of(result));
            return 0;
        } catch (RuntimeException e) {
            boolean usage = e instanceof IllegalArgumentException;
            say(new Frame.Failed(usage ? String.valueOf(e.getMessage()) : e.toString(), usage));
            return 1;
        } finally {
            done = true;
            writer.shutdown();
            writer.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void obey(InputStream in) {
        try (BufferedReader orders =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.startsWith(BEGIN)) {
                    beginMillis = Long.parseLong(order.substring(BEGIN.length()));
                } else {
                    switch (order) {
                        case JUDGE -> allDrained = true;
                        case END -> verdict.tryComplete(Verdict.NOTHING);
                        case STOP -> load.stop();
                        default -> {}
                    }
                }
            }
        } catch (IOException _) {
            // As if it had ended.
        }
        if (!done) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    @Override
    public long beginMillis(long nowMillis) {
        if (!saidReady) {
            saidReady = true;
            say(new Frame.Ready());
        }
        return beginMillis;
    }

    @Override
    public boolean over() {
        if (!saidDrained) {
            saidDrained = true;
            say(new Frame.Drained());
        }
        return allDrained;
    }

    @Override
    public void saw(Seen seen) {
        observe(new Observed.Saw(seen));
    }

    @Override
    public void asked(String job, long intendedMicros, boolean nearby) {
        observe(new Observed.Asked(job, intendedMicros, nearby));
    }

    @Override
    public void offered(String job) {
        observe(new Observed.OfferShown(job));
    }

    @Override
    public void unanswered(String driver, String command) {
        observe(new Observed.Unanswered(driver, command));
    }

    /// It is spoken elsewhere; this waits until it is.
    @Override
    public Future<Verdict> verdict() {
        List<Observed> told = take();
        say(new Frame.Answered(clock.micros(), told));
        return verdict.future();
    }

    @Override
    public void second(
            Second second, long fromMillis, long untilMillis, Map<Metric, Histogram> histograms) {
        Map<Metric, Histogram> copies = new EnumMap<>(Metric.class);
        histograms.forEach(
                (metric, histogram) -> {
                    if (histogram.getTotalCount() > 0) {
                        copies.put(metric, histogram.copy());
                    }
                });
        Status status = load.status();
        Status.Totals totals = status.totals();
        say(
                new Frame.Beat(
                        (untilMillis - originMillis) / 1_000,
                        clock.micros(),
                        second,
                        status.share(),
                        new Status.Totals(
                                (int) second.of(Figure.IDLE),
                                (int) second.of(Figure.BUSY),
                                totals.open(),
                                totals.asked(),
                                totals.completed(),
                                totals.otherwiseEnded()),
                        copies,
                        take()));
    }

    private void observe(Observed.What what) {
        observed.add(new Observed(clock.micros(), what));
    }

    private List<Observed> take() {
        List<Observed> told = observed;
        observed = new ArrayList<>();
        return told;
    }

    /// Encoding and writing are not the run's business; a thread of their own does them.
    private void say(Frame frame) {
        writer.execute(
                () -> {
                    out.println(FrameLines.write(frame));
                    out.flush();
                });
    }
}
