package dev.antar.server.torture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What a driver does and believes: his jobs, the offers that he sees, and his commands, one after
/// the other, each sent until it has a definitive answer.
final class Duties {

    /// How long after all has healed jobs are still given up at the pickup.
    private static final int NO_SHOWS_AFTER_MILLIS = 60_000;

    private static final int ANSWER_MILLIS = 5_000;

    private static final Set<String> WAITS =
            Set.of("OTHER_JOB_ABOARD", "JOB_NOT_PICKED_UP", "JOB_PICKED_UP");

    /// How far a job that he holds has come.
    enum Step {
        ACCEPTED("arrived"),
        ARRIVED("pickedUp"),
        PICKED_UP("completed");

        private final String next;

        Step(String next) {
            this.next = next;
        }
    }

    /// @param about the offer or the job, which offers he wants, or nothing
    private record Command(String id, String type, String about, String frame) {}

    private final int number;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final History history;
    private final Options options;
    private final Consumer<String> sender;
    private final Shift shift;

    /// For what only some runs have, so that those without are as they were.
    private final SplittableRandom apart;

    private final Map<String, Step> jobs = new LinkedHashMap<>();
    private final Map<Long, String> offers = new LinkedHashMap<>();

    /// Every offer's job that was ever shown, for what is answered late.
    private final Map<Long, String> shown = new HashMap<>();

    /// Jobs of which he was told that they are not his any more.
    private final Set<String> gone = new HashSet<>();

    private final Deque<Command> waiting = new ArrayDeque<>();
    private @Nullable Command current;

    /// Whether he was told everything anew since he sent the current command, and what.
    private @Nullable JsonObject stateSinceSent;

    private boolean connected;
    private int commands;
    private int sendings;

    /// @param sender sends a frame, or does not
    Duties(
            int number,
            VirtualTime time,
            SplittableRandom random,
            History history,
            Options options,
            Consumer<String> sender) {
        this.number = number;
        this.time = time;
        this.random = random;
        this.history = history;
        this.options = options;
        this.sender = sender;
        this.apart = new SplittableRandom(options.seed() * 181 + number);
        this.shift = new Shift(time, apart.split(), options, this);
    }

    void begin() {
        shift.begin();
    }

    /// Whether he works, or wants to.
    boolean onDuty() {
        return shift.onDuty();
    }

    /// Says that he works, unless he is about to.
    ///
    /// @param wish which offers he wants
    /// @param fields that belong to it, after a comma each
    void goOnline(String wish, String fields) {
        if (!asked("online")) {
            command("online", wish, "\"availability\":\"" + wish + "\"" + fields);
        }
    }

    void goOffline() {
        command("offline", "", "");
    }

    /// The jobs that he believes to hold.
    Set<String> jobs() {
        return jobs.keySet();
    }

    /// The offers that he believes to be able to answer.
    Set<Long> offers() {
        return offers.keySet();
    }

    /// Whether nothing of his waits for an answer.
    boolean settled() {
        return current == null && waiting.isEmpty();
    }

    void disconnected() {
        connected = false;
    }

    void welcomed(JsonObject state) {
        connected = true;
        reconcile(state);
        if (state.getString("driver").equals("OFFLINE") && onDuty() && !asked("offline")) {
            goOnline(Shift.OPEN, "");
        }
        Command repeated = current;
        if (repeated != null) {
            send(repeated);
        }
        sendNext();
    }

    void told(JsonObject frame) {
        switch (frame.getString("t")) {
            case "ack" -> answered(frame);
            case "offer" -> offered(frame);
            case "offerEnded" -> {
                long offer = Long.parseLong(frame.getString("offer"));
                offers.remove(offer);
                history.add(
                        new Seen.OfferEndShown(
                                time.nowMillis(), number, offer, frame.getString("outcome")));
            }
            case "job" -> {
                String job = frame.getString("job");
                jobs.remove(job);
                gone.add(job);
                history.add(
                        new Seen.JobLost(time.nowMillis(), number, job, frame.getString("reason")));
            }
            case "state" -> reconcile(frame.getJsonObject("state"));
            default -> {}
        }
    }

    @Override
    public String toString() {
        return "believes to hold "
                + jobs
                + ", to be offered "
                + offers
                + ", and waits for "
                + current;
    }

    private void reconcile(JsonObject state) {
        stateSinceSent = state;
        JsonObject offer = state.getJsonObject("offer");
        Map<String, Step> held = new LinkedHashMap<>();
        JsonArray listed = state.getJsonArray("jobs");
        for (int i = 0; i < listed.size(); i++) {
            JsonObject job = listed.getJsonObject(i);
            held.put(
                    job.getString("id"),
                    switch (job.getString("state")) {
                        case "ASSIGNED" -> Step.ACCEPTED;
                        case "AT_PICKUP" -> Step.ARRIVED;
                        default -> Step.PICKED_UP;
                    });
        }
        history.add(
                new Seen.StateShown(
                        time.nowMillis(),
                        number,
                        !state.getString("driver").equals("OFFLINE"),
                        offer == null ? 0 : Long.parseLong(offer.getString("offer")),
                        held.keySet().stream().toList()));
        jobs.clear();
        held.forEach(this::hold);
        offers.clear();
        if (offer != null) {
            offered(offer);
        }
    }

    private void offered(JsonObject frame) {
        long offer = Long.parseLong(frame.getString("offer"));
        String job = frame.getJsonObject("job").getString("id");
        boolean known = shown.put(offer, job) != null;
        gone.remove(job);
        offers.put(offer, job);
        history.add(new Seen.OfferShown(time.nowMillis(), number, offer, job));
        if (known) {
            return;
        }
        int left = frame.getInteger("expiresInMs");
        boolean late = random.nextInt(8) == 0;
        int thinks = late ? left - 300 + random.nextInt(800) : 200 + random.nextInt(left / 2 + 1);
        int mood = random.nextInt(100);
        String answer = mood < options.acceptPercent() ? "accept" : mood % 3 > 0 ? "decline" : "";
        boolean insists = late || random.nextInt(6) == 0;
        if (!answer.isEmpty()) {
            time.after(
                    Math.max(1, thinks),
                    () -> {
                        if (offers.containsKey(offer) || insists) {
                            command(answer, Long.toString(offer), "\"offer\":\"" + offer + "\"");
                        }
                    });
        }
    }

    private void hold(String job, Step step) {
        if (jobs.put(job, step) != step) {
            time.after(500 + random.nextInt(9_000), () -> goOn(job, step));
        }
    }

    private void goOn(String job, Step step) {
        if (jobs.get(job) != step) {
            return;
        }
        if (asked(job)) {
            time.after(1_000, () -> goOn(job, step));
            return;
        }
        command(next(step), job, "\"job\":\"" + job + "\"");
    }

    private String next(Step step) {
        if (step == Step.ACCEPTED) {
            return random.nextInt(10) == 0
                    ? "release"
                    : random.nextInt(6) == 0 ? Step.ARRIVED.next : step.next;
        }
        boolean releases = options.has(Habit.NO_SHOWS) && apart.nextInt(5) == 0;
        // Each begins the job's wait anew: with more and more of them a job need never end.
        boolean early = time.passedMillis() < options.faultyMillis() + NO_SHOWS_AFTER_MILLIS;
        return releases && early ? "release" : step.next;
    }

    private boolean asked(String about) {
        Command now = current;
        return (now != null && (now.about.equals(about) || now.type.equals(about)))
                || waiting.stream().anyMatch(c -> c.about.equals(about) || c.type.equals(about));
    }

    private void command(String type, String about, String fields) {
        String id = "c" + commands++;
        String frame =
                "{\"t\":\""
                        + type
                        + "\",\"id\":\""
                        + id
                        + "\""
                        + (fields.isEmpty() ? "" : ",")
                        + fields
                        + "}";
        waiting.add(new Command(id, type, about, frame));
        sendNext();
    }

    private void sendNext() {
        if (connected && current == null && !waiting.isEmpty()) {
            Command next = waiting.remove();
            current = next;
            stateSinceSent = null;
            history.add(
                    new Seen.CommandSent(time.nowMillis(), number, next.id, next.type, next.about));
            send(next);
        }
    }

    private void send(Command command) {
        sender.accept(command.frame);
        int sending = ++sendings;
        time.after(
                ANSWER_MILLIS,
                () -> {
                    if (command.equals(current) && sending == sendings && connected) {
                        send(command);
                    }
                });
    }

    private void answered(JsonObject ack) {
        String id = ack.getString("id");
        Command now = current;
        if (now == null || !now.id.equals(id)) {
            return;
        }
        if (ack.getString("result").equals("UNAVAILABLE")) {
            time.after(
                    ack.getInteger("retryAfterMs") + random.nextInt(500),
                    () -> {
                        if (now.equals(current) && connected) {
                            send(now);
                        }
                    });
            return;
        }
        String reason = ack.getString("reason", "");
        history.add(
                new Seen.CommandAnswered(
                        time.nowMillis(), number, id, now.type, now.about, reason));
        current = null;
        if (now.type.equals("online") || now.type.equals("offline")) {
            shift.answered(now.type, now.about, reason.isEmpty());
        }
        if (reason.isEmpty()) {
            done(now);
        } else if (WAITS.contains(reason)) {
            later(now.about);
        } else if (jobs.remove(now.about) != null) {
            gone.add(now.about);
        }
        sendNext();
    }

    private void done(Command command) {
        switch (command.type) {
            case "accept" -> {
                long offer = Long.parseLong(command.about);
                offers.remove(offer);
                String job = shown.get(offer);
                if (job != null && !gone.contains(job) && stillHis(offer, job)) {
                    hold(job, Step.ACCEPTED);
                }
            }
            case "decline" -> offers.remove(Long.parseLong(command.about));
            case "arrived" -> moveOn(command.about, Step.ARRIVED);
            case "pickedUp" -> moveOn(command.about, Step.PICKED_UP);
            case "completed", "release" -> jobs.remove(command.about);
            default -> {}
        }
    }

    /// An answer repeated after a reconnect may be about a job that he has lost in between: then
    /// the state that he was given shows neither the offer nor the job.
    private boolean stillHis(long offer, String job) {
        JsonObject state = stateSinceSent;
        if (state == null) {
            return true;
        }
        JsonObject live = state.getJsonObject("offer");
        return jobs.containsKey(job)
                || (live != null && live.getString("offer").equals(Long.toString(offer)));
    }

    /// The job stays his, though not for what he asked: another of his comes first, it is not
    /// picked up yet, or it is too late to give it up. He goes on with it after a while.
    private void later(String job) {
        Step step = jobs.remove(job);
        if (step != null) {
            hold(job, step);
        }
    }

    private void moveOn(String job, Step step) {
        if (jobs.containsKey(job)) {
            hold(job, step);
        }
    }
}
