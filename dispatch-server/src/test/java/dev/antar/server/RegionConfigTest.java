package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

final class RegionConfigTest {

    private static final LatLng CENTER = new LatLng(1, 2);

    @Test
    void nameAloneServesEverywhere() {
        RegionConfig region = RegionConfig.parse(List.of("default"), CENTER).getFirst();

        assertEquals(CENTER, region.center());
        assertEquals(Double.POSITIVE_INFINITY, region.radiusKm());
    }

    @Test
    void placeAloneServesEverywhereAndOneOfSeveralWithinFiftyKilometres() {
        assertEquals(
                Double.POSITIVE_INFINITY,
                RegionConfig.parse(List.of("a=57.7,11.9"), CENTER).getFirst().radiusKm());
        List<RegionConfig> two = RegionConfig.parse(List.of("a=57.7,11.9", "b=-1,-2,7.5"), CENTER);

        assertEquals(50, two.getFirst().radiusKm());
        assertEquals(new LatLng(-1, -2), two.getLast().center());
        assertEquals(7.5, two.getLast().radiusKm());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 | NAME=LAT,LNG",
                "a=1,2,3,4 | NAME=LAT,LNG",
                "a=x,2 | NAME=LAT,LNG",
                "a=91,2 | lat=91.0",
                "a=1,2,0 | above 0 km",
                "a=1,2,NaN | above 0 km",
                "a b=1,2 | letters, digits",
                "=1,2 | letters, digits",
            })
    void mistakeIsNamed(String value, String rule) {
        String message = refusal(List.of(value));

        assertTrue(message.contains(rule), message);
    }

    @Test
    void severalNeedPlacesAndDifferentNames() {
        assertTrue(refusal(List.of("a=1,2", "b")).contains("several regions"));
        assertTrue(refusal(List.of("a=1,2", "a=3,4")).contains("only one a"));
        List<String> many = IntStream.range(0, 17).mapToObj(i -> "r" + i + "=1," + i).toList();
        assertTrue(refusal(many).contains("at most 16"));
    }

    private static String refusal(List<String> values) {
        return String.valueOf(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RegionConfig.parse(values, CENTER))
                        .getMessage());
    }
}
