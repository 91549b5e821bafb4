package dev.antar.simulator.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The server is killed and PostgreSQL ended at once, again and again, and both come back. The
/// plan's span is how long they are up, all lives together; how long starting takes comes on top.
/// All the while a webhook is sent what drivers do.
///
/// @param kills whether the server is killed
/// @param stops whether PostgreSQL is stopped
record Crashes(String name, boolean kills, boolean stops) implements Drill {

    private static final int USUAL_SECONDS = 400;

    /// For one of them to be up again while everybody waits for it.
    private static final int START_SECONDS = 12;

    private enum Blow {
        KILL,
        STOP
    }

    @Override
    public String about() {
        return kills && stops
                ? "The server is killed (kill -9) and PostgreSQL stopped at once, by turns, and"
                        + " both are started again."
                : kills
                        ? "The server is killed (kill -9) again and again, and started again."
                        : "PostgreSQL is stopped at once (immediate) again and again, and started"
                                + " again.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return USUAL_SECONDS + START_SECONDS * blows(plan).size();
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.serverOption(WebhookWatch.OPTION);
        stage.startServer();
        WebhookWatch webhook = WebhookWatch.begin(stage);
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), false);
        List<Blow> blows = blows(plan);
        SplittableRandom random = new SplittableRandom(plan.seed());
        double lifeMillis = plan.span().toMillis() / (blows.size() + 1.0);
        List<Double> ready = new ArrayList<>();
        for (int i = 0; i < blows.size(); i++) {
            // From the moment at which all is up again, so that a machine on which starting takes
            // long meets the same; and now and then at that very moment.
            Pace.pause(Duration.ofMillis((long) (2 * random.nextDouble() * lifeMillis)));
            int before = askers.acknowledged();
            if (blows.get(i) == Blow.KILL) {
                stage.server().kill();
                ready.add(stage.startServer().toMillis() / 1_000.0);
            } else {
                stage.postgres().stopAtOnce();
                stage.postgres().start();
            }
            stage.findings()
                    .progress(
                            (i + 1.0) / (blows.size() + 1),
                            blows.get(i) + " " + (i + 1) + ", " + before + " acknowledged before");
        }
        Pace.pause(Duration.ofMillis((long) lifeMillis));
        Findings findings = stage.findings();
        findings.figure("kills of the server", count(blows, Blow.KILL));
        findings.figure("stops of PostgreSQL", count(blows, Blow.STOP));
        ready.stream()
                .max(Double::compare)
                .ifPresent(worst -> findings.figure("ready after a kill, s, at most", worst));
        stage.audit();
        webhook.audit();
    }

    private List<Blow> blows(Plan plan) {
        int killed = kills ? plan.kills() : 0;
        int stopped = stops ? plan.stops() : 0;
        List<Blow> blows = new ArrayList<>();
        int all = killed + stopped;
        for (int i = 0; i < all; i++) {
            // The fewer spread evenly among the more.
            boolean stop = (long) (i + 1) * stopped / all > (long) i * stopped / all;
            blows.add(stop ? Blow.STOP : Blow.KILL);
        }
        return blows;
    }

    private static int count(List<Blow> blows, Blow kind) {
        return (int) blows.stream().filter(kind::equals).count();
    }
}
