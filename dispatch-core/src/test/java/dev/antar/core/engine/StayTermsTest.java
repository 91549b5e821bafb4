package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.matching.CostTerm;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class StayTermsTest {

    @Property(tries = 200)
    void termsOfKeepingADriverAddUp(
            @ForAll @IntRange(min = 0, max = 3_600_000) int pickup,
            @ForAll @IntRange(min = 0, max = 3_600_000) int swap,
            @ForAll @IntRange(min = 0, max = 100) int percent) {
        Revision revision = new Revision(0, true, swap, percent, 90_000);

        assertEquals(revision.stayMillis(pickup), revision.stayTerms(pickup).totalMillis());
        assertTrue(revision.stayTerms(pickup).millis(CostTerm.HYSTERESIS) <= 0);
    }
}
