package dev.antar.simulator.chaos;

import java.util.List;

/// Something that had to hold, and whether it did.
///
/// @param promise in the words of the report
/// @param found what was seen
/// @param must what it had to be
record Check(String promise, boolean kept, String found, String must) {

    /// Nothing of this may be seen.
    static Check none(String promise, long seen) {
        return new Check(promise, seen == 0, Long.toString(seen), "0");
    }

    /// Nothing of this may be seen; an example of it tells more than the number.
    static Check none(String promise, long seen, String example) {
        return new Check(promise, seen == 0, seen == 0 ? "0" : seen + ", such as " + example, "0");
    }

    /// The same, of what is in this list; the first is the example.
    static Check none(String promise, List<String> seen) {
        return none(promise, seen.size(), seen.isEmpty() ? "" : seen.getFirst());
    }
}
