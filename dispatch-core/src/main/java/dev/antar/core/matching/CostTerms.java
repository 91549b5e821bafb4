package dev.antar.core.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A cost, taken apart: what the solver saw, to the millisecond, is the sum. Worked out when
/// somebody asks, never while a round is being matched.
///
/// @param millis by term, without those that are zero
public record CostTerms(Map<CostTerm, Long> millis) {

    public CostTerms {
        EnumMap<CostTerm, Long> sorted = new EnumMap<>(CostTerm.class);
        millis.forEach(
                (term, value) -> {
                    if (value != 0) {
                        sorted.put(term, value);
                    }
                });
        millis = Collections.unmodifiableMap(sorted);
    }

    static CostTerms of(CostTerm term, long millis) {
        return new CostTerms(Map.of(term, millis));
    }

    public static CostTerms of(CostTerm first, long millis, CostTerm second, long more) {
        return new CostTerms(Map.of(first, millis, second, more));
    }

    /// What the solver saw.
    public long totalMillis() {
        return millis.values().stream().mapToLong(Long::longValue).sum();
    }

    public long millis(CostTerm term) {
        return millis.getOrDefault(term, 0L);
    }
}
