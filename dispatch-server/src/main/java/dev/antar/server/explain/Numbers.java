package dev.antar.server.explain;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.CostTerms;
import dev.antar.core.matching.WhatIf;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// The numbers behind a sentence.
final class Numbers {

    private Numbers() {}

    /// A record in full.
    ///
    /// @param only if not null, nobody but this driver is named
    static JsonObject of(Language in, DecisionRecord record, @Nullable DriverId only) {
        JsonArray considered = new JsonArray();
        for (DecisionRecord.Considered each : record.considered()) {
            boolean named = only == null || each.driver().equals(only);
            considered.add(
                    new JsonObject()
                            .put("driver", named ? each.driver().value() : null)
                            .put("winner", each.driver().equals(record.winner()))
                            .put("costMs", each.terms().totalMillis())
                            .put("terms", terms(in, each.terms()))
                            .put("priceMs", each.priceMillis())
                            .put("elsewhere", each.elsewhere())
                            .put(
                                    "acceptancePermille",
                                    each.acceptancePermille() == DecisionRecord.Considered.UNKNOWN
                                            ? null
                                            : each.acceptancePermille())
                            .put(
                                    "nearerMs",
                                    each.nearerMillis() == WhatIf.UNKNOWN
                                            ? null
                                            : each.nearerMillis()));
        }
        JsonArray others = new JsonArray();
        for (DecisionRecord.Other each : record.others()) {
            if (only == null || each.driver().equals(only)) {
                others.add(other(in, each));
            }
        }
        JsonObject json =
                new JsonObject()
                        .put("at", Shape.moment(record.atMillis()))
                        .put("offer", record.seq() == 0 ? null : Long.toString(record.seq()))
                        .put("policy", record.policy())
                        .put("policyVersion", record.policyVersion())
                        .put("waits", record.waits() == null ? null : record.waits().name())
                        .put("leavingMs", record.leaving().totalMillis())
                        .put("leaving", terms(in, record.leaving()))
                        .put("marginMs", record.marginMillis())
                        .put("considered", considered)
                        .put("notConsidered", others)
                        .put("brief", record.brief());
        Certificate proof = record.certificate();
        if (!proof.equals(Certificate.NONE)) {
            json.put(
                    "round",
                    new JsonObject()
                            .put("jobs", proof.jobs())
                            .put("matched", proof.matched())
                            .put("costMs", proof.costMillis())
                            .put("boundMs", proof.boundMillis())
                            .put("optimal", proof.optimal()));
        }
        return json;
    }

    private static JsonObject other(Language in, DecisionRecord.Other other) {
        JsonArray reasons = new JsonArray();
        other.reasons()
                .forEach(
                        reason ->
                                reasons.add(
                                        new JsonObject()
                                                .put("code", reason.name())
                                                .put("text", Words.of(in, reason))));
        return new JsonObject()
                .put("driver", other.driver().value())
                .put("reasons", reasons)
                .put("pickupMs", other.pickupMillis() < 0 ? null : other.pickupMillis())
                .put(
                        "otherwiseHis",
                        other.otherwise() == WhatIf.Verdict.UNKNOWN
                                ? null
                                : other.otherwise() == WhatIf.Verdict.YES);
    }

    private static JsonArray terms(Language in, CostTerms terms) {
        JsonArray list = new JsonArray();
        terms.millis()
                .forEach(
                        (CostTerm term, Long millis) ->
                                list.add(
                                        new JsonObject()
                                                .put("term", term.key())
                                                .put("ms", millis)
                                                .put("meaning", Words.of(in, term))));
        return list;
    }

    /// Whoever was offered the job, as he was considered, or null.
    static DecisionRecord.@Nullable Considered winner(DecisionRecord record) {
        for (DecisionRecord.Considered each : record.considered()) {
            if (each.driver().equals(record.winner())) {
                return each;
            }
        }
        return null;
    }
}
