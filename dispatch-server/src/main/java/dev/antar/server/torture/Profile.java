package dev.antar.server.torture;

import dev.antar.core.policy.NearestWord;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which kinds of faults a run may have.
public enum Profile {
    CALM,
    NETWORK,
    STORE,
    CRASH,
    CLOCK,
    ALL;

    Set<FaultKind> kinds() {
        return switch (this) {
            case CALM -> EnumSet.noneOf(FaultKind.class);
            case NETWORK -> FaultKind.in(FaultKind.Area.NETWORK);
            case STORE -> FaultKind.in(FaultKind.Area.STORE);
            case CRASH -> FaultKind.in(FaultKind.Area.PROCESS);
            case CLOCK -> FaultKind.in(FaultKind.Area.CLOCK);
            case ALL -> EnumSet.allOf(FaultKind.class);
        };
    }

    /// The word by which people choose it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The profile of this word.
    ///
    /// @throws IllegalArgumentException naming those that there are
    public static Profile of(String word) {
        List<String> words = Arrays.stream(values()).map(Profile::word).toList();
        int place = words.indexOf(word);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "profile="
                            + word
                            + ": must be one of "
                            + String.join(", ", words)
                            + NearestWord.hint(word, words));
        }
        return values()[place];
    }
}
