package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Watcher;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    private final FlightReader reader;
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

    public Replay(FlightReader reader) {
        this.reader = reader;
    }

    /// Replays until that time, the end, or the first difference.
    ///
    /// @param untilMillis commands after it are not carried out, epoch milliseconds
    /// @throws Unreadable at what does not fit; everything before was replayed
    public void run(long untilMillis, Watching watching) throws IOException, Unreadable {
        for (BytesIn block = reader.next(); block != null; block = reader.next()) {
            while (block.hasMore()) {
                switch (frames.read(block)) {
                    case Frame.Began(Recorder.Beginning from) -> begin(from);
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
        Policy policy = from.policy();
        int here = policy.code().version();
        if (here != from.codeVersion()) {
            throw new Unreadable(
                    "recorded under version "
                            + from.codeVersion()
                            + " of the code "
                            + policy.matching()
                            + "; this Antar has version "
                            + here
                            + ", which may decide otherwise");
        }
        dispatcher =
                Dispatcher.restore(
                        from.config(), policy, Watcher.NONE, from.snapshot(), from.atMillis());
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
