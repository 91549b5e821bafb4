package dev.antar.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.policy.PolicyParameter;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Nothing is told in one language only.
class WordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void everyReasonHasWordsInBothLanguages() {
        for (UnmatchedReason reason : UnmatchedReason.values()) {
            assertBoth(in -> Words.of(in, reason, 900, "child seat"));
        }
        for (Exclusion reason : Exclusion.values()) {
            assertBoth(in -> Words.of(in, reason));
            assertBoth(in -> Words.toDriver(in, reason));
        }
        for (CostTerm term : CostTerm.values()) {
            assertBoth(in -> Words.of(in, term));
        }
    }

    @Test
    void everySentenceHasBothLanguagesWithTheSamePlaces() {
        for (Phrase phrase : Phrase.values()) {
            assertBoth(phrase::template);
            assertEquals(
                    places(phrase.template(Language.EN)),
                    places(phrase.template(Language.ID)),
                    phrase.name());
        }
    }

    @Test
    void everyParameterAndEveryWordOfAPageHasBothLanguages() {
        for (PolicyParameter parameter : PolicyParameter.values()) {
            assertBoth(in -> PolicyWords.meaning(in, parameter));
            assertBoth(in -> PolicyWords.direction(in, parameter));
        }
        for (Measure measure : Measure.values()) {
            assertBoth(measure::in);
        }
        for (PageWords words : PageWords.values()) {
            assertBoth(words::in);
        }
    }

    @Test
    void placesAreFilled() {
        assertEquals(
                "Had you been 61 s nearer, it would have been yours.",
                Phrase.YOU_NEARER.in(Language.EN, Map.of("seconds", "61")));
        assertEquals(
                "no free driver within 900 s had child seat",
                Words.of(
                        Language.EN,
                        UnmatchedReason.NO_DRIVER_WITH_REQUIREMENTS,
                        900,
                        "child seat"));
    }

    private static void assertBoth(Function<Language, String> words) {
        for (Language language : Language.values()) {
            assertFalse(words.apply(language).isBlank());
        }
        assertNotEquals(words.apply(Language.EN), words.apply(Language.ID));
    }

    private static Set<String> places(String template) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(template).results().forEach(found -> places.add(found.group()));
        return places;
    }
}
