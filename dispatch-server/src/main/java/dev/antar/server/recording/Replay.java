package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Image;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Carries out a flight's commands again and compares every result and every event with what was
/// recorded, bit for bit. One thread.
public final class Replay {

    /// Learns what happens, after the dispatcher, if there is one, has carried it out.
    @FunctionalInterface
    public interface Watching {

        /// A command was carried out, with these events.
        ///
        /// @param dispatcher null where nothing is decided again
        void handled(Command command, List<Event> events, @Nullable Dispatcher dispatcher);
    }

    /// Where the replay first went another way than the record.
    ///
    /// @param atMillis of the command, epoch milliseconds
    /// @param command in JSON
    /// @param recorded what followed then
    /// @param replayed what follows now
    public record Difference(
            long atMillis, String command, List<String> recorded, List<String> replayed) {}

    /// Drivers, jobs and offers compared at once.
    private static final int PIECE = 1_000;

    private final FlightReader reader;
    private final @Nullable Replay before;
    private final Frames frames = new Frames();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Dispatcher dispatcher;
    private @Nullable Difference difference;
    private Recorder.@Nullable Beginning beginning;
    private String ended = "";
    private long latestMillis;
    private long commands;
    private long decided;
    private long fixes;
    private boolean linked;

    public Replay(FlightReader reader) {
        this(reader, null);
    }

    /// @param before a replay of the flight before this one. If that went through to where this one
    ///   goes on, its engine must be the image with which this one begins
    public Replay(FlightReader reader, @Nullable Replay before) {
        this.reader = reader;
        this.before = before;
    }

    /// Replays until that time, the end, or the first difference.
    ///
    /// @param untilMillis commands after it are not carried out, epoch milliseconds
    /// @throws Unreadable at what does not fit; everything before was replayed
    public void run(long untilMillis, Watching watching) throws IOException, Unreadable {
        for (BytesIn block = reader.next(); block != null; block = reader.next()) {
            while (block.hasMore()) {
                switch (frames.read(block)) {
                    case Frame.Began(Recorder.Beginning from) -> {
                        begin(from);
                        if (difference != null) {
                            return;
                        }
                    }
                    case Frame.Piece() -> {}
                    case Frame.Handled handled -> {
                        if (handled.command().atMillis() > untilMillis) {
                            return;
                        }
                        handle(handled, watching);
                        if (difference != null) {
                            return;
                        }
                    }
                    case Frame.Ended(String why) -> ended = why;
                }
            }
        }
    }

    /// Where the record and the replay part, or null if they do not.
    public @Nullable Difference difference() {
        return difference;
    }

    /// Whether it began with the image that the flight before, which was replayed, ended with.
    public boolean linked() {
        return linked;
    }

    /// What was replayed, or null before anything was.
    public @Nullable Dispatcher dispatcher() {
        return dispatcher;
    }

    public Recorder.@Nullable Beginning beginning() {
        return beginning;
    }

    /// Why the recording ends where it does, or empty if it does not say.
    public String ended() {
        return ended;
    }

    /// The latest time reached, epoch milliseconds.
    public long latestMillis() {
        return latestMillis;
    }

    public long commands() {
        return commands;
    }

    public long events() {
        return decided;
    }

    public long fixes() {
        return fixes;
    }

    private void begin(Recorder.Beginning from) throws Unreadable {
        if (beginning != null) {
            throw new Unreadable("the recording begins a second time");
        }
        beginning = from;
        latestMillis = from.atMillis();
        if (reader.isCoarsened()) {
            return;
        }
        requireSameCode(policyOf(from), from);
        Snapshot snapshot = from.snapshot();
        Image image = from.image();
        if (image != null) {
            link(image);
            dispatcher = Dispatcher.restore(from.config(), from.policy(), Watcher.NONE, image);
        } else if (snapshot != null) {
            dispatcher =
                    Dispatcher.restore(
                            from.config(), from.policy(), Watcher.NONE, snapshot, from.atMillis());
        }
    }

    /// The policy in force at the beginning.
    private static Policy policyOf(Recorder.Beginning from) {
        Snapshot snapshot = from.snapshot();
        Image image = from.image();
        Event.PolicyChanged change = null;
        if (image != null) {
            change = image.policy();
        } else if (snapshot != null) {
            change = snapshot.policy();
        }
        return change == null ? from.policy() : change.policy();
    }

    /// The code that decides from now on must be what it was: a policy that comes into force may
    /// bring another.
    private static void requireSameCode(Policy policy, Recorder.Beginning from) throws Unreadable {
        Integer then = from.codeVersions().get(policy.matching());
        int here = policy.code().version();
        if (then == null || then != here) {
            throw new Unreadable(
                    "recorded under version "
                            + (then == null ? "unknown" : then)
                            + " of the code "
                            + policy.matching()
                            + "; this Antar has version "
                            + here
                            + ", which may decide otherwise");
        }
    }

    /// Compares the image with what the flight before came to, if that was replayed to its end.
    private void link(Image image) {
        Replay earlier = before;
        if (earlier == null
                || earlier.dispatcher == null
                || earlier.difference != null
                || !earlier.reader.flight().equals(reader.continues())
                || !earlier.ended.equals(FileRecorder.GOES_ON + reader.flight())) {
            return;
        }
        Image reached = earlier.dispatcher.image();
        linked = same(image, reached);
        if (!linked) {
            difference =
                    new Difference(
                            image.nowMillis(),
                            "the image with which the flight begins",
                            List.of(inWords(image)),
                            List.of(inWords(reached)));
        }
    }

    private static boolean same(Image one, Image other) {
        List<Image> ours = one.pieces(PIECE);
        List<Image> theirs = other.pieces(PIECE);
        boolean same = ours.size() == theirs.size();
        for (int i = 0; i < ours.size() && same; i++) {
            same =
                    Arrays.equals(
                            RecordingJson.bytes(Image.class, ours.get(i)),
                            RecordingJson.bytes(Image.class, theirs.get(i)));
        }
        return same;
    }

    private static String inWords(Image image) {
        return String.format(
                Locale.ROOT,
                "after event %d: %d drivers, %d open jobs, fingerprint %016x",
                image.lastSeq(),
                image.drivers().size(),
                image.jobs().size(),
                image.hash());
    }

    private void handle(Frame.Handled then, Watching watching) throws Unreadable {
        latestMillis = Math.max(latestMillis, then.command().atMillis());
        if (reader.isCoarsened()) {
            show(then, watching);
            return;
        }
        Dispatcher engine = dispatcher;
        if (engine == null) {
            throw new Unreadable("a command stands before the beginning");
        }
        Recorder.Beginning from = beginning;
        if (then.command() instanceof Command.ChangePolicy change && from != null) {
            requireSameCode(change.policy(), from);
        }
        events.clear();
        Result result = engine.handle(then.command(), events::add);
        commands++;
        decided += events.size();
        int verdicts = 0;
        if (then.command() instanceof Command.ReportFixes(_, var batch)) {
            fixes += batch.size();
            verdicts = FixRows.verdicts(batch);
        }
        boolean same =
                result.equals(then.result())
                        && events.equals(then.events())
                        && verdicts == then.verdicts();
        if (!same) {
            difference =
                    new Difference(
                            then.command().atMillis(),
                            inWords(then.command()),
                            inWords(then.result(), then.events(), then.verdicts()),
                            inWords(result, events, verdicts));
            return;
        }
        watching.handled(then.command(), events, engine);
    }

    /// Tells what was recorded, without deciding it again.
    private void show(Frame.Handled then, Watching watching) {
        commands++;
        decided += then.events().size();
        if (then.command() instanceof Command.ReportFixes(_, var batch)) {
            fixes += batch.size();
        }
        watching.handled(then.command(), then.events(), null);
    }

    private static String inWords(Command command) {
        return command instanceof Command.ReportFixes(_, var batch)
                ? batch.size() + " fixes"
                : RecordingJson.text(Command.class, command);
    }

    private static List<String> inWords(Result result, List<Event> events, int verdicts) {
        List<String> lines = new ArrayList<>();
        lines.add(RecordingJson.text(Result.class, result));
        if (verdicts != 0) {
            lines.add("verdicts on fixes: " + Integer.toHexString(verdicts));
        }
        events.forEach(event -> lines.add(RecordingJson.text(Event.class, event)));
        return lines;
    }
}
