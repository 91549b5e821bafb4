package dev.antar.simulator.chaos;

import dev.antar.simulator.report.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A run of drills, one after the other, each bounded in time. Whatever it starts it ends, also
/// when it is told to stop or fails.
public final class Chaos {

    /// Exit codes.
    public static final int BROKEN = 98;

    public static final int FAILED = 1;

    private static final int STOP_SECONDS = 60;
    private static final double MOST_SLACK = 3;
    private static final int LET_GO_SECONDS = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private final Plan plan;
    private final List<Drill> drills;
    private final Trial anotherUser;
    private final String command;
    private final PrintStream out;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile @Nullable Thread preparing;
    private volatile @Nullable Future<?> running;

    /// @param scenario a drill's name, or `all`
    /// @param command that makes this run again, for the report
    /// @throws IllegalArgumentException if there is no such drill
    public Chaos(Plan plan, String scenario, String command, PrintStream out) {
        this(plan, Drills.named(scenario), Trials::anotherUser, command, out);
    }

    /// @param anotherUser whether PostgreSQL can run as somebody else than root
    Chaos(Plan plan, List<Drill> drills, Trial anotherUser, String command, PrintStream out) {
        this.plan = plan;
        this.drills = List.copyOf(drills);
        this.anotherUser = anotherUser;
        this.command = command;
        this.out = out;
        this.progress = Progress.onStandardError();
    }

    /// Names that may be asked for.
    public static List<String> scenarios() {
        List<String> names = new ArrayList<>(Drills.names());
        names.add(Drills.EVERY);
        return names;
    }

    /// How long each drill has of the whole time.
    ///
    /// @throws IllegalArgumentException if there is no such drill
    public static Duration shareOf(Duration whole, String scenario) {
        Duration each = whole.dividedBy(Drills.named(scenario).size());
        return each.compareTo(SHORTEST) < 0 ? SHORTEST : each;
    }

    /// Runs to the end.
    ///
    /// @return exit code
    public int run() throws IOException, InterruptedException {
        Path work = Files.createDirectories(plan.folder()).resolve("work");
        Files.createDirectories(work);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            runAll(work, outcomes);
        } catch (InterruptedException e) {
            if (!stopped) {
                throw e;
            }
        } finally {
            over.countDown();
        }
        progress.end();
        ChaosReport report = new ChaosReport(outcomes, plan, command);
        report.write();
        report.print(out);
        return report.exitCode();
    }

    /// Ends everything at once; for Ctrl-C.
    public void stopAndWait() {
        stopped = true;
        Thread first = preparing;
        if (first != null) {
            // A server that is starting would be waited for, on a slow machine longer than we wait.
            first.interrupt();
        }
        Future<?> under = running;
        if (under != null) {
            under.cancel(true);
        }
        try {
            over.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A drill, and why it cannot be run here; nothing where it can.
    private record Wanted(Drill drill, String missing) {

        boolean runs() {
            return missing.isEmpty();
        }
    }

    private void runAll(Path work, List<Outcome> outcomes)
            throws IOException, InterruptedException {
        String all = Ground.missing(anotherUser).orElse("");
        List<Wanted> wanted =
                drills.stream()
                        .map(
                                drill ->
                                        new Wanted(
                                                drill,
                                                all.isEmpty() ? drill.missing().orElse("") : all))
                        .toList();
        if (wanted.stream().noneMatch(Wanted::runs)) {
            // There is nothing that a database is needed for, and perhaps none can be had.
            wanted.forEach(each -> outcomes.add(notRun(each)));
            return;
        }
        try (Ground ground = prepare(work)) {
            for (Wanted each : wanted) {
                if (!stopped) {
                    outcomes.add(each.runs() ? run(ground, each.drill()) : notRun(each));
                }
            }
        }
    }

    private Outcome notRun(Wanted one) {
        out.printf("%-16s NOT RUN  %s%n", one.drill().name(), one.missing());
        return Outcome.notRun(one.drill(), one.missing());
    }

    private Ground prepare(Path work) throws IOException, InterruptedException {
        preparing = Thread.currentThread();
        try {
            if (stopped) {
                throw new InterruptedException("it was told to stop");
            }
            return Ground.prepare(work, new Ports(plan.firstPort()));
        } finally {
            preparing = null;
        }
    }

    private Outcome run(Ground ground, Drill drill) throws InterruptedException {
        Outcome outcome;
        try {
            outcome = run(new Stage(ground, plan, drill, progress), drill);
        } catch (IOException e) {
            outcome = Outcome.failed(drill, e);
        }
        ChaosReport.line(outcome, out);
        return outcome;
    }

    /// What it leaves behind would disturb those after it, so that counts as well.
    private Outcome run(Stage stage, Drill drill) throws InterruptedException {
        long began = System.nanoTime();
        @Nullable Throwable failure;
        List<String> unended;
        try {
            failure = bounded(drill, stage);
        } finally {
            unended = stage.end();
        }
        return stage.findings().outcome((System.nanoTime() - began) / 1e9, failure, unended);
    }

    /// @return why it was not carried through, or null
    private @Nullable Throwable bounded(Drill drill, Stage own) throws InterruptedException {
        long limit =
                plan.span().toSeconds()
                        + (long) (drill.moreSeconds(plan) * Math.min(plan.slack(), MOST_SLACK));
        ExecutorService thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("drill").daemon().factory());
        try {
            Future<?> under =
                    thread.submit(
                            () -> {
                                drill.run(own);
                                return null;
                            });
            running = under;
            if (stopped) {
                under.cancel(true);
            }
            under.get(limit, TimeUnit.SECONDS);
            return null;
        } catch (CancellationException _) {
            return new InterruptedException("it was told to stop");
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException _) {
            return new TimeoutException("not over after " + limit + " s");
        } finally {
            running = null;
            thread.shutdownNow();
            // What it is just starting is to be ended with the rest.
            thread.awaitTermination(LET_GO_SECONDS, TimeUnit.SECONDS);
        }
    }
}
