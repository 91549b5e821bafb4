package dev.antar.simulator.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came of a drill.
///
/// @param figures that were measured, by name with the unit
/// @param notes on what happened, in order
record Outcome(
        String drill,
        String about,
        Verdict verdict,
        List<Check> checks,
        Map<String, String> figures,
        List<String> notes,
        double seconds) {

    enum Verdict {
        KEPT("kept"),
        BROKEN("BROKEN"),
        /// Something that it needs is missing.
        NOT_RUN("NOT RUN"),
        /// It could not be carried through, which says nothing of the server.
        FAILED("FAILED");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Outcome {
        checks = List.copyOf(checks);
        figures = new LinkedHashMap<>(figures);
        notes = List.copyOf(notes);
    }

    static Outcome failed(Drill drill, Exception why) {
        return new Outcome(
                drill.name(),
                drill.about(),
                Verdict.FAILED,
                List.of(),
                Map.of(),
                List.of(String.valueOf(why.getMessage())),
                0);
    }

    static Outcome notRun(Drill drill, String why) {
        return new Outcome(
                drill.name(), drill.about(), Verdict.NOT_RUN, List.of(), Map.of(), List.of(why), 0);
    }
}
