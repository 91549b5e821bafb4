package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Image;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.server.engine.Recorder;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Frames as bytes and back. A frame is a letter and what the letter says; ticks without
/// consequence, the commonest, are a letter and a time. One thread.
final class Frames {

    private static final int BEGAN = 'B';
    private static final int PIECE = 'I';
    private static final int WHOLE = 'Y';
    private static final int COMMAND = 'C';
    private static final int TICK = 'T';
    private static final int FIXES = 'F';
    private static final int ENDED = 'Z';

    private final FixBatch fixes = new FixBatch();
    private final List<Image> pieces = new ArrayList<>();
    private Recorder.@Nullable Beginning begun;

    /// @param beginning without its image
    static void began(Recorder.Beginning beginning, Bytes out) {
        out.put(BEGAN);
        out.putSized(RecordingJson.bytes(Recorder.Beginning.class, beginning));
    }

    /// Follows the beginning, piece by piece.
    ///
    /// @param last whether it is whole then
    static void piece(Image piece, boolean last, Bytes out) {
        out.put(PIECE);
        out.putSized(RecordingJson.bytes(Image.class, piece));
        if (last) {
            out.put(WHOLE);
        }
    }

    static void handled(Command command, Result result, List<Event> events, Bytes out) {
        if (command instanceof Command.Tick(long atMillis) && events.isEmpty()) {
            out.put(TICK);
            out.putLong(atMillis);
            return;
        }
        out.put(COMMAND);
        out.putSized(RecordingJson.bytes(Command.class, command));
        consequences(result, events, out);
    }

    /// @param fixes of which the command brought those from `from` to before `to`
    /// @param judged whether they say themselves whose position must not be kept
    /// @param verdicts on these, see [FixRows#verdicts]
    static void fixes(
            long atMillis,
            FixBatch fixes,
            int from,
            int to,
            boolean judged,
            int verdicts,
            Result result,
            List<Event> events,
            Bytes out) {
        out.put(FIXES);
        out.putLong(atMillis);
        if (judged) {
            FixRows.writeOnDuty(fixes, from, to, atMillis, out);
        } else {
            FixRows.write(fixes, from, to, atMillis, out);
        }
        out.putInt(verdicts);
        consequences(result, events, out);
    }

    static void ended(String why, Bytes out) {
        out.put(ENDED);
        out.putSized(why.getBytes(StandardCharsets.UTF_8));
    }

    private static void consequences(Result result, List<Event> events, Bytes out) {
        if (result.isDone()) {
            out.put(1);
        } else {
            out.put(0);
            out.putSized(RecordingJson.bytes(Result.class, result));
        }
        out.putCount(events.size());
        for (Event event : events) {
            out.putSized(RecordingJson.bytes(Event.class, event));
        }
    }

    Frame read(BytesIn in) throws Unreadable {
        int letter = in.take();
        return switch (letter) {
            case BEGAN -> began(in.takeJson(Recorder.Beginning.class));
            case PIECE -> {
                pieces.add(in.takeJson(Image.class));
                yield new Frame.Piece();
            }
            case WHOLE -> whole();
            case TICK ->
                    new Frame.Handled(new Command.Tick(in.takeLong()), Result.done(), List.of(), 0);
            case COMMAND -> handled(in.takeJson(Command.class), 0, in);
            case FIXES -> {
                long atMillis = in.takeLong();
                FixRows.read(in, atMillis, fixes);
                int verdicts = in.takeInt();
                yield handled(new Command.ReportFixes(atMillis, fixes), verdicts, in);
            }
            case ENDED -> new Frame.Ended(in.takeText());
            default -> throw new Unreadable("a frame of kind " + letter + " is not known");
        };
    }

    private Frame began(Recorder.Beginning beginning) {
        if (beginning.snapshot() != null) {
            return new Frame.Began(beginning);
        }
        begun = beginning;
        return new Frame.Piece();
    }

    private Frame whole() throws Unreadable {
        Recorder.Beginning beginning = begun;
        if (beginning == null || pieces.isEmpty()) {
            throw new Unreadable("an image stands where none should");
        }
        Image image = Image.joined(pieces);
        pieces.clear();
        begun = null;
        return new Frame.Began(beginning.at(image));
    }

    private static Frame handled(Command command, int verdicts, BytesIn in) throws Unreadable {
        Result result = in.take() == 1 ? Result.done() : in.takeJson(Result.class);
        int count = in.takeSize();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(in.takeJson(Event.class));
        }
        return new Frame.Handled(command, result, events, verdicts);
    }
}
