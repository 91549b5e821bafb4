package dev.antar.server.explain;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.Exclusion;
import dev.antar.server.engine.JobArchive;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A job's history with its reasons, for operators and customers. What happened is told by events;
/// records only say why.
public final class JobStory {

    /// Events by which a job is offered.
    static final Set<String> OFFERS = Set.of("OfferMade", "SwapOffered");

    private static final Set<String> WAIT_ENDS =
            Set.of("OfferMade", "JobCancelled", "JobUnfulfilled");

    private final Asked asked;
    private final Language in;
    private final JobArchive.ArchivedJob job;
    private final List<JobArchive.ArchivedEvent> events;
    private final List<DecisionRecord> records;
    private final Map<Long, DecisionRecord> byOffer = new HashMap<>();
    private final Sentences sentences;
    private final JsonArray decisions = new JsonArray();
    private int offers;
    private int declined;
    private int unanswered;

    /// @param events all of the job's
    /// @param records those that are kept, the earliest first
    public JobStory(
            Asked asked,
            JobArchive.ArchivedJob job,
            List<JobArchive.ArchivedEvent> events,
            List<DecisionRecord> records) {
        this.asked = asked;
        this.in = asked.language();
        this.job = job;
        this.events = events;
        this.records = records;
        this.sentences = new Sentences(asked);
        for (DecisionRecord record : records) {
            if (record.seq() != 0) {
                byOffer.put(record.seq(), record);
            }
        }
    }

    /// `text`, `sentences` and, for each decision, the numbers behind.
    public JsonObject tell() {
        long last = 0;
        for (JobArchive.ArchivedEvent event : events) {
            JsonObject body = new JsonObject(event.body());
            last = Math.max(last, body.getLong("at", last));
            tell(event.type(), body);
        }
        tellWaits();
        if (offers > 1) {
            sentences.say(
                    last,
                    Phrase.TALLY,
                    Map.of(
                            "offers",
                            Integer.toString(offers),
                            "declined",
                            Integer.toString(declined),
                            "unanswered",
                            Integer.toString(unanswered)));
        }
        if (records.isEmpty() && offers > 0) {
            sentences.say(last, Phrase.NO_RECORD, Map.of());
        }
        JsonObject json =
                new JsonObject()
                        .put("job", job.asked().id().value())
                        .put("region", job.region())
                        .put("state", job.state().name());
        return sentences.putInto(json).put("decisions", decisions);
    }

    private void tell(String type, JsonObject body) {
        long at = body.getLong("at");
        String clock = asked.clock(at);
        String driver = body.getString("driver", "");
        Map<String, String> values = Map.of("at", clock, "driver", driver);
        if (OFFERS.contains(type)) {
            offers++;
            tellOffer(type, body, at, clock, driver);
            return;
        }
        switch (type) {
            case "JobSubmitted" -> sentences.say(at, Phrase.REQUESTED, values);
            case "OfferAccepted" -> sentences.say(at, Phrase.ACCEPTED, values);
            case "OfferDeclined" -> {
                declined++;
                sentences.say(at, Phrase.DECLINED, values);
            }
            case "OfferExpired" -> {
                unanswered++;
                sentences.say(at, Phrase.NO_ANSWER, values);
            }
            case "OfferWithdrawn" -> sentences.say(at, Phrase.WITHDRAWN, values);
            case "JobReleased" -> sentences.say(at, Phrase.RELEASED, values);
            case "JobCompleted" -> sentences.say(at, Phrase.COMPLETED, values);
            case "JobCancelled" -> sentences.say(at, Phrase.CANCELLED, values);
            case "JobUnfulfilled" ->
                    sentences.say(
                            at,
                            Phrase.UNFULFILLED,
                            Map.of(
                                    "at",
                                    clock,
                                    "reason",
                                    reason(
                                            UnmatchedReason.valueOf(body.getString("reason")),
                                            null)));
            default -> {
                // Arriving, picking up and passing on need no reason.
            }
        }
    }

    private void tellOffer(String type, JsonObject body, long at, String clock, String driver) {
        String pickup = asked.seconds(body.getLong("pickupMs"));
        if (type.equals("OfferMade")) {
            sentences.say(
                    at, Phrase.OFFERED, Map.of("at", clock, "driver", driver, "pickup", pickup));
        } else {
            String holder = body.getString("holder", "");
            sentences.say(
                    at,
                    Phrase.SWAP_OFFERED,
                    Map.of("at", clock, "driver", driver, "pickup", pickup, "holder", holder));
        }
        DecisionRecord record = byOffer.get(body.getLong("offer"));
        if (record != null) {
            tellChoice(record);
            decisions.add(Numbers.of(in, record, null));
        }
    }

    private void tellChoice(DecisionRecord record) {
        long at = record.atMillis();
        DecisionRecord.Considered second = record.runnerUp();
        DecisionRecord.Considered winner = Numbers.winner(record);
        if (winner != null && winner.acceptancePermille() != DecisionRecord.Considered.UNKNOWN) {
            int share = (winner.acceptancePermille() + 5) / 10;
            sentences.say(at, Phrase.ACCEPTED_SO_OFTEN, Map.of("share", Integer.toString(share)));
        }
        if (second == null || winner == null) {
            sentences.say(at, Phrase.ONLY_ONE, Map.of());
        } else if (winner.terms().millis(CostTerm.LINE) != 0) {
            sentences.say(at, Phrase.IN_LINE, Map.of());
        } else {
            String name = second.driver().value();
            long margin = record.marginMillis();
            String seconds = asked.seconds(Math.abs(margin));
            if (margin < 0) {
                sentences.say(
                        at, Phrase.BETTER_TOGETHER, Map.of("driver", name, "margin", seconds));
            } else {
                String count = Integer.toString(record.considered().size());
                sentences.say(
                        at,
                        Phrase.CAME_FIRST,
                        Map.of("count", count, "driver", name, "margin", seconds));
            }
            if (second.nearerMillis() > 0) {
                sentences.say(
                        at,
                        Phrase.RUNNER_UP_NEARER,
                        Map.of(
                                "driver",
                                name,
                                "seconds",
                                asked.atLeastSeconds(second.nearerMillis())));
            }
        }
        tellOthers(record);
    }

    private void tellOthers(DecisionRecord record) {
        Map<Exclusion, Integer> counts = new EnumMap<>(Exclusion.class);
        for (DecisionRecord.Other other : record.others()) {
            counts.merge(other.reasons().getFirst(), 1, Integer::sum);
        }
        List<String> list = new ArrayList<>();
        counts.forEach((reason, count) -> list.add(count + " × " + Words.of(in, reason)));
        if (!list.isEmpty()) {
            sentences.say(
                    record.atMillis(),
                    Phrase.NOT_CONSIDERED,
                    Map.of("list", String.join(", ", list)));
        }
    }

    private void tellWaits() {
        List<DecisionRecord> waits = records.stream().filter(r -> r.waits() != null).toList();
        for (int i = 0; i < waits.size(); i++) {
            DecisionRecord record = waits.get(i);
            long from = record.atMillis();
            long to = endOfWait(from);
            if (i + 1 < waits.size()) {
                to = Math.min(to, waits.get(i + 1).atMillis());
            }
            UnmatchedReason why = record.waits();
            if (why == null) {
                continue;
            }
            String reason = reason(why, record);
            if (to == Long.MAX_VALUE) {
                sentences.say(
                        from, Phrase.WAITS, Map.of("from", asked.clock(from), "reason", reason));
            } else {
                sentences.say(
                        from,
                        Phrase.WAITED,
                        Map.of(
                                "from",
                                asked.clock(from),
                                "to",
                                asked.clock(to),
                                "seconds",
                                asked.seconds(to - from),
                                "reason",
                                reason));
            }
            tellOthers(record);
            decisions.add(Numbers.of(in, record, null));
        }
    }

    private long endOfWait(long from) {
        for (JobArchive.ArchivedEvent event : events) {
            if (WAIT_ENDS.contains(event.type())) {
                long at = new JsonObject(event.body()).getLong("at");
                if (at >= from) {
                    return at;
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private String reason(UnmatchedReason reason, @Nullable DecisionRecord record) {
        DecisionRecord known = record;
        for (int i = records.size() - 1; known == null && i >= 0; i--) {
            known = records.get(i).leaving().millis(CostTerm.LONGEST) > 0 ? records.get(i) : null;
        }
        long reach = known == null ? 0 : known.leaving().millis(CostTerm.LONGEST) / 1_000;
        return Words.of(in, reason, reach, needs(job.asked().requirements()));
    }

    /// Vehicles and skills that are required, by their own names.
    private static String needs(Requirements required) {
        List<String> needs = new ArrayList<>();
        required.vehicles().forEach(v -> needs.add(v.name().toLowerCase(Locale.ROOT)));
        needs.addAll(required.skills());
        return String.join(", ", needs).replace('_', ' ');
    }
}
