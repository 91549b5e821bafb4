package dev.antar.core.matching;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A cost, taken apart: what the solver saw, to the millisecond, is the sum. Worked out when
/// somebody asks, never while a round is being matched. Immutable.
// A set of terms as bits by ordinal lives and dies with the process; nothing stores an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class CostTerms {

    private static final CostTerm[] ALL = CostTerm.values();

    /// Which terms are not zero, a bit each, and their values in the same order: a record has ten
    /// of these, and of most only one term is not zero.
    private final int which;

    private final long[] values;

    /// @param millis by term
    public CostTerms(Map<CostTerm, Long> millis) {
        long[] all = new long[ALL.length];
        millis.forEach((term, value) -> all[term.ordinal()] = value);
        int bits = 0;
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] != 0) {
                bits |= 1 << i;
                all[count++] = all[i];
            }
        }
        this.which = bits;
        this.values = Arrays.copyOf(all, count);
    }

    private CostTerms(int which, long[] values) {
        this.which = which;
        this.values = values;
    }

    static CostTerms of(CostTerm term, long millis) {
        return millis == 0
                ? new CostTerms(0, new long[0])
                : new CostTerms(1 << term.ordinal(), new long[] {millis});
    }

    public static CostTerms of(CostTerm first, long millis, CostTerm second, long more) {
        return new CostTerms(Map.of(first, millis, second, more));
    }

    /// What the solver saw.
    public long totalMillis() {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    public long millis(CostTerm term) {
        int bit = 1 << term.ordinal();
        return (which & bit) == 0 ? 0 : values[Integer.bitCount(which & (bit - 1))];
    }

    /// Whether no term but these is in it.
    public boolean onlyOf(Iterable<CostTerm> terms) {
        int rest = which;
        for (CostTerm term : terms) {
            rest &= ~(1 << term.ordinal());
        }
        return rest == 0;
    }

    /// By term, without those that are zero, in the terms' order.
    public Map<CostTerm, Long> millis() {
        EnumMap<CostTerm, Long> map = new EnumMap<>(CostTerm.class);
        for (CostTerm term : ALL) {
            if ((which & 1 << term.ordinal()) != 0) {
                map.put(term, millis(term));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CostTerms terms
                && terms.which == which
                && Arrays.equals(terms.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * which + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return millis().toString();
    }
}
