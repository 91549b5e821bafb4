package dev.antar.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.matching.WhatIf;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Records of decisions as JSON with short names, written out field by field: there are many, and
/// what is stored must not change because a class does.
final class DecisionJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, CostTerm> TERMS = new HashMap<>();

    static {
        for (CostTerm term : CostTerm.values()) {
            TERMS.put(term.key(), term);
        }
    }

    private DecisionJson() {}

    /// Everything but job, number and time.
    static String body(DecisionRecord record) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("p", record.policy()).put("v", record.policyVersion());
        if (!record.certificate().equals(Certificate.NONE)) {
            putProof(body.putArray("proof"), record.certificate());
        }
        DriverId winner = record.winner();
        if (winner != null) {
            body.put("w", winner.value());
        }
        UnmatchedReason waits = record.waits();
        if (waits != null) {
            body.put("why", waits.name());
        }
        body.set("l", terms(record.leaving()));
        ArrayNode considered = body.putArray("c");
        for (DecisionRecord.Considered each : record.considered()) {
            ObjectNode node = considered.addObject();
            node.put("d", each.driver().value());
            node.set("t", terms(each.terms()));
            if (each.priceMillis() != 0) {
                node.put("p", each.priceMillis());
            }
            if (each.elsewhere()) {
                node.put("e", true);
            }
            node.put("n", each.nearerMillis());
            node.put("a", each.acceptancePermille());
        }
        ArrayNode others = body.putArray("o");
        for (DecisionRecord.Other each : record.others()) {
            ObjectNode node = others.addObject();
            node.put("d", each.driver().value());
            ArrayNode reasons = node.putArray("r");
            each.reasons().forEach(reason -> reasons.add(reason.name()));
            node.put("m", each.pickupMillis());
            if (each.otherwise() != WhatIf.Verdict.UNKNOWN) {
                node.put("x", each.otherwise() == WhatIf.Verdict.YES);
            }
        }
        if (record.brief()) {
            body.put("b", true);
        }
        return body.toString();
    }

    /// Reads a record back.
    static DecisionRecord read(JobId job, long seq, long atMillis, String text) {
        JsonNode body;
        try {
            body = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        List<DecisionRecord.Considered> considered = new ArrayList<>();
        for (JsonNode node : body.path("c")) {
            considered.add(
                    new DecisionRecord.Considered(
                            new DriverId(node.path("d").asText()),
                            terms(node.path("t")),
                            node.path("p").longValue(),
                            node.path("e").booleanValue(),
                            node.path("n").intValue(),
                            node.path("a").asInt(DecisionRecord.Considered.UNKNOWN)));
        }
        List<DecisionRecord.Other> others = new ArrayList<>();
        for (JsonNode node : body.path("o")) {
            others.add(other(node));
        }
        return new DecisionRecord(
                job,
                seq,
                atMillis,
                body.path("p").asText(),
                body.path("v").intValue(),
                proof(body.path("proof")),
                body.has("w") ? new DriverId(body.path("w").asText()) : null,
                body.has("why") ? UnmatchedReason.valueOf(body.path("why").asText()) : null,
                terms(body.path("l")),
                considered,
                others,
                body.path("b").booleanValue());
    }

    private static DecisionRecord.Other other(JsonNode node) {
        List<Exclusion> reasons = new ArrayList<>();
        for (JsonNode reason : node.path("r")) {
            reasons.add(Exclusion.valueOf(reason.asText()));
        }
        WhatIf.Verdict otherwise =
                node.has("x")
                        ? node.path("x").booleanValue() ? WhatIf.Verdict.YES : WhatIf.Verdict.NO
                        : WhatIf.Verdict.UNKNOWN;
        return new DecisionRecord.Other(
                new DriverId(node.path("d").asText()),
                reasons,
                node.path("m").intValue(),
                otherwise);
    }

    private static void putProof(ArrayNode node, Certificate proof) {
        node.add(proof.jobs()).add(proof.matched()).add(proof.drivers()).add(proof.candidates());
        node.add(proof.widened()).add(proof.costMillis()).add(proof.boundMillis());
        node.add(proof.cut()).add(proof.steps());
    }

    private static Certificate proof(JsonNode node) {
        return node.isMissingNode()
                ? Certificate.NONE
                : new Certificate(
                        node.path(0).intValue(),
                        node.path(1).intValue(),
                        node.path(2).intValue(),
                        node.path(3).longValue(),
                        node.path(4).intValue(),
                        node.path(5).longValue(),
                        node.path(6).longValue(),
                        node.path(7).intValue(),
                        node.path(8).longValue());
    }

    private static ObjectNode terms(CostTerms terms) {
        ObjectNode node = MAPPER.createObjectNode();
        terms.millis().forEach((term, millis) -> node.put(term.key(), millis));
        return node;
    }

    private static CostTerms terms(JsonNode node) {
        Map<CostTerm, Long> millis = new EnumMap<>(CostTerm.class);
        node.properties()
                .forEach(
                        each -> {
                            CostTerm term = TERMS.get(each.getKey());
                            if (term != null) {
                                millis.put(term, each.getValue().longValue());
                            }
                        });
        return new CostTerms(millis);
    }
}
