package dev.antar.server.recording;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.server.engine.Recorder;

import java.util.List;

/// What a recording consists of, in the order in which it happened.
sealed interface Frame {

    /// The region went on from here.
    record Began(Recorder.Beginning beginning) implements Frame {}

    /// A piece of the image with which the recording begins; the whole comes as [Began].
    record Piece() implements Frame {}

    /// A command was carried out, with what followed. Of a command of fixes, the batch is valid
    /// until the next frame is read.
    ///
    /// @param verdicts of a command of fixes, see [FixRows#verdicts]; else 0
    record Handled(Command command, Result result, List<Event> events, int verdicts)
            implements Frame {}

    /// The region stopped in order, or its recording was ended; nothing follows.
    ///
    /// @param why in words
    record Ended(String why) implements Frame {}
}
