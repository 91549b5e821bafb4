package dev.antar.server.explain;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.WhatIf;
import dev.antar.server.engine.JobArchive;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a job was, or was not, offered to a driver, said to him. Names nobody else.
public final class DriverStory {

    /// While a job waits its reason may change often; the latest are told.
    private static final int MOST_WAITS = 5;

    private final Asked asked;
    private final Language in;
    private final JobId job;
    private final DriverId driver;
    private final List<DecisionRecord> records;

    /// How far the pickup was, milliseconds, by offer.
    private final Map<Long, Long> offered = new HashMap<>();

    private final Sentences sentences;
    private final JsonArray decisions = new JsonArray();

    /// @param events all of the job's
    /// @param records those that are kept, the earliest first
    public DriverStory(
            Asked asked,
            JobId job,
            DriverId driver,
            List<JobArchive.ArchivedEvent> events,
            List<DecisionRecord> records) {
        this.asked = asked;
        this.in = asked.language();
        this.job = job;
        this.driver = driver;
        this.records = records;
        this.sentences = new Sentences(asked);
        for (JobArchive.ArchivedEvent event : events) {
            if (JobStory.OFFERS.contains(event.type())) {
                JsonObject body = new JsonObject(event.body());
                offered.put(body.getLong("offer"), body.getLong("pickupMs"));
            }
        }
    }

    /// The explanation, or null where no record tells of him.
    public @Nullable JsonObject tell() {
        List<DecisionRecord> waits = new ArrayList<>();
        for (DecisionRecord record : records) {
            if (record.seq() == 0) {
                waits.add(record);
            } else if (offered.containsKey(record.seq())) {
                tell(record);
            }
        }
        List<DecisionRecord> latest =
                waits.subList(Math.max(0, waits.size() - MOST_WAITS), waits.size());
        latest.forEach(this::tell);
        if (sentences.isEmpty()) {
            return null;
        }
        JsonObject json = new JsonObject().put("job", job.value()).put("driver", driver.value());
        return sentences.putInto(json).put("decisions", decisions);
    }

    private void tell(DecisionRecord record) {
        boolean told = false;
        for (int i = 0; i < record.considered().size(); i++) {
            DecisionRecord.Considered each = record.considered().get(i);
            if (each.driver().equals(driver)) {
                tellConsidered(record, each, i + 1);
                told = true;
            }
        }
        for (DecisionRecord.Other other : record.others()) {
            if (!told && other.driver().equals(driver)) {
                tellOther(record, other);
                told = true;
            }
        }
        if (told) {
            decisions.add(Numbers.of(in, record, driver));
        }
    }

    private void tellConsidered(DecisionRecord record, DecisionRecord.Considered own, int rank) {
        long at = record.atMillis();
        String clock = asked.clock(at);
        if (driver.equals(record.winner())) {
            sentences.say(
                    at,
                    Phrase.YOU_WERE_OFFERED,
                    Map.of(
                            "at",
                            clock,
                            "pickup",
                            asked.seconds(offered.getOrDefault(record.seq(), 0L))));
            return;
        }
        DecisionRecord.Considered winner = Numbers.winner(record);
        UnmatchedReason waits = record.waits();
        if (winner == null || waits != null) {
            String reason = Words.of(in, waits == null ? UnmatchedReason.OUTBID : waits, 0, "");
            sentences.say(at, Phrase.YOU_COULD_HAVE, Map.of("at", clock, "reason", reason));
            return;
        }
        tellRank(record, own, winner, rank);
        boolean line = winner.terms().millis(CostTerm.LINE) != 0;
        if (own.elsewhere()) {
            sentences.say(at, Phrase.YOU_GOT_ANOTHER, Map.of());
        }
        if (own.nearerMillis() > 0) {
            sentences.say(
                    at,
                    Phrase.YOU_NEARER,
                    Map.of("seconds", asked.atLeastSeconds(own.nearerMillis())));
        } else if (!line && !own.elsewhere()) {
            sentences.say(at, Phrase.YOU_NEARER_UNKNOWN, Map.of());
        }
    }

    private void tellRank(
            DecisionRecord record,
            DecisionRecord.Considered own,
            DecisionRecord.Considered winner,
            int rank) {
        long gap = own.terms().totalMillis() - winner.terms().totalMillis();
        long wayGap = way(own.terms()) - way(winner.terms());
        // Whoever carries the job beside others is not compared by his way.
        boolean byWay = offered.getOrDefault(record.seq(), -1L) == way(winner.terms());
        List<String> extras = extras(own.terms(), winner.terms());
        long refusal =
                own.terms().millis(CostTerm.REFUSAL) - winner.terms().millis(CostTerm.REFUSAL);
        boolean onlyRefusal = refusal > 0 && extras.size() == 1;
        Phrase phrase = Phrase.YOU_COST_MORE;
        if (winner.terms().millis(CostTerm.LINE) != 0) {
            phrase = Phrase.YOU_WERE_IN_LINE;
        } else if (gap < 0) {
            phrase = Phrase.YOU_WERE_AHEAD;
            gap = -gap;
        } else if ((extras.isEmpty() || onlyRefusal) && byWay && wayGap > 0) {
            phrase = Phrase.YOU_WERE_FARTHER;
            gap = wayGap;
        }
        sentences.say(
                record.atMillis(),
                phrase,
                Map.of(
                        "at",
                        asked.clock(record.atMillis()),
                        "rank",
                        Words.ordinal(in, rank),
                        "count",
                        Integer.toString(record.considered().size()),
                        "gap",
                        asked.seconds(gap),
                        "extras",
                        extras.isEmpty() ? "–" : String.join(", ", extras)));
        if (phrase == Phrase.YOU_WERE_FARTHER && onlyRefusal) {
            sentences.say(
                    record.atMillis(),
                    Phrase.YOU_WERE_LIKELIER_TO_DECLINE,
                    Map.of("seconds", asked.seconds(refusal)));
        }
    }

    /// What beside the way counted more against him than against the winner.
    private List<String> extras(CostTerms own, CostTerms winner) {
        List<String> extras = new ArrayList<>();
        for (CostTerm term : CostTerm.values()) {
            long more = own.millis(term) - winner.millis(term);
            if (more > 0 && term != CostTerm.APPROACH && term != CostTerm.FREE_IN) {
                extras.add(Words.of(in, term) + " +" + asked.seconds(more) + " s");
            }
        }
        return extras;
    }

    private void tellOther(DecisionRecord record, DecisionRecord.Other own) {
        long at = record.atMillis();
        String reasons =
                own.reasons().stream()
                        .map(reason -> Words.toDriver(in, reason))
                        .collect(Collectors.joining("; "));
        sentences.say(
                at, Phrase.YOU_NOT_CONSIDERED, Map.of("at", asked.clock(at), "reasons", reasons));
        if (own.otherwise() != WhatIf.Verdict.UNKNOWN) {
            sentences.say(
                    at,
                    own.otherwise() == WhatIf.Verdict.YES
                            ? Phrase.YOU_OTHERWISE_YES
                            : Phrase.YOU_OTHERWISE_NO,
                    Map.of());
        }
    }

    private static long way(CostTerms terms) {
        return terms.millis(CostTerm.APPROACH) + terms.millis(CostTerm.FREE_IN);
    }
}
