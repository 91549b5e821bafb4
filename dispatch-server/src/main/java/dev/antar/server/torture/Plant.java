package dev.antar.server.torture;

import dev.antar.core.policy.NearestWord;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A bug put in on purpose, to prove that it would be found, and by which rule. Each stands outside
/// of the production code: in what wraps one of its ports, or, for what the database would prevent,
/// in the simulated tables. The server itself has no switch for any.
public enum Plant {
    ACCEPT_WITHOUT_COMPARING(
            "an acceptance is written whatever became of the offer", Profile.CALM, Rule.ONE_WINNER),
    HELD_BY_TWO(
            "a job passes to a better driver and stays with the first",
            Profile.CALM,
            Rule.ONE_HOLDER),
    REFUSED_AND_DONE(
            "one completion in three is refused and carried out",
            Profile.CALM,
            Rule.REFUSED_IS_NOT_DONE),
    DUTY_REFUSED_AND_DONE(
            "of the drivers who go off duty one in three is refused, and goes",
            Profile.CALM,
            Rule.REFUSED_IS_NOT_DONE),
    POLICY_REFUSED_AND_CHANGED(
            "a change of policy is refused, and made", Profile.CALM, Rule.REFUSED_IS_NOT_DONE),
    REFUSAL_TOLD_AS_DONE(
            "an acceptance that is refused is answered as done",
            Profile.ALL,
            Rule.NO_ACK_BEFORE_COMMIT),
    ACK_BEFORE_COMMIT(
            "a batch counts as committed once it is sent",
            Profile.CRASH,
            Rule.NO_ACK_BEFORE_COMMIT),
    SHOWN_BEFORE_COMMIT(
            "drivers are told of a batch once it is sent",
            Profile.STORE,
            Rule.NOTHING_SEEN_BEFORE_COMMIT),
    POLICY_SHOWN_BEFORE_COMMIT(
            "a policy is told as in force before the change to it is written",
            Profile.STORE,
            Rule.NOTHING_SEEN_BEFORE_COMMIT),
    EXPIRY_FORGOTTEN("offers do not expire", Profile.CALM, Rule.OFFERS_EXPIRE),
    OFFERS_CUT_SHORT("offers end two seconds early", Profile.CALM, Rule.OFFERS_LAST),
    EPOCH_IGNORED("a writer that was replaced goes on writing", Profile.CRASH, Rule.ONE_WRITER),
    KEY_CHECKED_LATE(
            "a key's reply is found only seconds after it was stored",
            Profile.NETWORK,
            Rule.SAME_KEY_SAME_ANSWER),
    KEY_FORGOTTEN(
            "a key's reply is kept for four seconds only", Profile.NETWORK, Rule.NO_SECOND_JOB),
    KEY_STAYS_TAKEN(
            "a key whose sender was told to ask again stays taken",
            Profile.STORE,
            Rule.EVERY_REQUEST_IS_ANSWERED),
    RESUME_OFF_BY_ONE("a stream goes on one event too far", Profile.CALM, Rule.STREAMS_HAVE_NO_GAP),
    WALL_CLOCK_IN_LEASE("the region's clock is the machine's", Profile.CLOCK, Rule.EVERY_JOB_ENDS),
    RETRY_WITHOUT_READING(
            "a commit of unknown outcome is repeated unread", Profile.STORE, Rule.NO_GAPS),
    CONNECTION_NOT_RENEWED(
            "once a commit has failed the database is not asked again", Profile.STORE, Rule.HEALS),
    STALE_FIX_ACCEPTED("a fix counts by when it came", Profile.NETWORK, Rule.NO_OLDER_FIX),
    EVENT_SKIPPED(
            "one committed event in twenty is told to nobody", Profile.CALM, Rule.DRIVERS_KNOW),
    LOSS_NOT_TOLD(
            "who holds a job is not told that it is cancelled",
            Profile.CALM,
            Rule.WHO_IS_CONCERNED_IS_TOLD),
    DOUBLE_RELEASE(
            "a release is repeated when somebody else has the job",
            Profile.CALM,
            Rule.NOTHING_UNASKED),
    CAPACITY_OFF_BY_ONE(
            "a driver counts for one place more than he has", Profile.CALM, Rule.CAPACITY),
    GHOST_KEPT_ALIVE(
            "one phone's sign of life counts for all", Profile.NETWORK, Rule.NO_OFFER_TO_STALE),
    HALF_A_BATCH("a batch is written in two transactions", Profile.CRASH, Rule.NO_SECOND_JOB),
    SNAPSHOT_LOSES_THE_LAST(
            "a restart misses the last event", Profile.CRASH, Rule.BATCHES_ARE_CONSISTENT),
    PAUSE_FORGOTTEN("a restart forgets who is paused", Profile.CRASH, Rule.NO_OFFER_TO_PAUSED),
    REFUSAL_FORGOTTEN(
            "a restart forgets who has refused a job", Profile.CRASH, Rule.NO_OFFER_TO_WHO_REFUSED),
    ANSWER_OVERTAKEN(
            "what a driver is told overtakes the answer to him", Profile.CALM, Rule.TOLD_IN_ORDER),
    PAST_UNREAD(
            "what a restart has forgotten is not looked up",
            Profile.CRASH,
            Rule.REFUSED_IS_NOT_DONE),
    OFF_DUTY_FORGOTTEN(
            "a restart forgets who has gone off duty", Profile.CRASH, Rule.OFF_DUTY_STAYS_OFF),
    OFFER_LEFT_BEHIND(
            "the offer to a driver who goes off duty stays",
            Profile.CALM,
            Rule.NO_OFFER_TO_OFF_DUTY),
    WISH_FORGOTTEN(
            "a restart forgets who wants no offers",
            Profile.CRASH,
            Rule.NO_OFFER_TO_WHO_WANTS_NONE),
    GONE_TOO_SOON(
            "a silent driver counts as gone after half the time",
            Profile.NETWORK,
            Rule.GONE_ONLY_WHEN_SILENT),
    ASKED_TOO_EARLY(
            "the search for a job for later begins half a minute early",
            Profile.CALM,
            Rule.NO_OFFER_BEFORE_TIME),
    LATER_FORGOTTEN(
            "a restart forgets jobs whose time has not come", Profile.CRASH, Rule.DUE_IN_TIME),
    MOMENT_BEFORE_KEY(
            "a request whose moment has passed is refused whatever its key says",
            Profile.NETWORK,
            Rule.SAME_KEY_SAME_ANSWER),
    POLICY_FORGOTTEN(
            "a restart forgets that the policy was changed",
            Profile.CRASH,
            Rule.POLICY_STAYS_IN_FORCE),
    RELEASE_FORGOTTEN(
            "a restart forgets that a job was given up",
            Profile.CRASH,
            Rule.GIVEN_UP_STAYS_GIVEN_UP),
    COMMAND_THROWS(
            "one command in fifty fails in its caller's hands", Profile.CALM, Rule.NO_SURPRISE),
    ENGINE_FAILS("the engine fails on its two hundredth command", Profile.CALM, Rule.ENGINE_RUNS);

    private final String meaning;
    private final Profile profile;
    private final Rule rule;

    Plant(String meaning, Profile profile, Rule rule) {
        this.meaning = meaning;
        this.profile = profile;
        this.rule = rule;
    }

    /// What is wrong with it, in words.
    public String meaning() {
        return meaning;
    }

    /// The faults among which it shows.
    public Profile profile() {
        return profile;
    }

    /// The promise that it breaks: the first thing that is seen of it.
    public Rule rule() {
        return rule;
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
