package dev.antar.server.torture;

import dev.antar.core.policy.NearestWord;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A bug put in on purpose, to prove that it would be found. Each stands outside of the production
/// code, in what wraps one of its ports: the server itself has no switch for it.
public enum Plant {
    ACCEPT_WITHOUT_COMPARING("an acceptance counts whatever became of the offer", Profile.ALL),
    ACK_BEFORE_COMMIT("a batch counts as committed once it is sent", Profile.CRASH),
    EXPIRY_FORGOTTEN("offers do not expire", Profile.CALM),
    EPOCH_IGNORED("a writer that was replaced goes on writing", Profile.CRASH),
    KEY_CHECKED_LATE("a key's reply is found only seconds after it was stored", Profile.NETWORK),
    RESUME_OFF_BY_ONE("a stream goes on one event too far", Profile.CALM),
    WALL_CLOCK_IN_LEASE("the region's clock is the machine's", Profile.CLOCK),
    RETRY_WITHOUT_READING("a commit of unknown outcome is repeated unread", Profile.STORE),
    STALE_FIX_ACCEPTED("a fix counts by when it came", Profile.NETWORK),
    EVENT_SKIPPED("one committed event in twenty is told to nobody", Profile.CALM),
    DOUBLE_RELEASE("a release is repeated when somebody else has the job", Profile.CALM),
    CAPACITY_OFF_BY_ONE("a driver counts for one place more than he has", Profile.CALM),
    GHOST_KEPT_ALIVE("one phone's sign of life counts for all", Profile.NETWORK),
    HALF_A_BATCH("a batch is written in two transactions", Profile.CRASH),
    SNAPSHOT_LOSES_THE_LAST("a restart misses the last event", Profile.CRASH),
    PAUSE_FORGOTTEN("a restart forgets who is paused", Profile.CRASH),
    ANSWER_OVERTAKEN("what a driver is told overtakes the answer to him", Profile.CALM);

    private final String meaning;
    private final Profile profile;

    Plant(String meaning, Profile profile) {
        this.meaning = meaning;
        this.profile = profile;
    }

    /// What is wrong with it, in words.
    public String meaning() {
        return meaning;
    }

    /// The faults among which it shows.
    public Profile profile() {
        return profile;
    }

    /// The word by which people choose it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The bug of this word, or all of them.
    ///
    /// @throws IllegalArgumentException naming those that there are
    public static List<Plant> of(String word) {
        if (word.equals("all")) {
            return List.of(values());
        }
        for (Plant plant : values()) {
            if (plant.word().equals(word)) {
                return List.of(plant);
            }
        }
        List<String> words = Arrays.stream(values()).map(Plant::word).toList();
        throw new IllegalArgumentException(
                "planted="
                        + word
                        + ": must be all, or one of "
                        + String.join(", ", words)
                        + NearestWord.hint(word, words));
    }
}
