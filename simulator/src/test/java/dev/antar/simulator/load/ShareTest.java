package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ShareTest {

    @Test
    void sharesAddUpToTheWholeAndNoDriverIsTwice() {
        Scenario whole = Scenario.steady(10, 31, 5, Timetable.steady(0, 1_000, 0));
        List<Share> shares = IntStream.range(0, 3).mapToObj(i -> new Share(i, 3)).toList();
        List<Scenario> parts = shares.stream().map(share -> share.of(whole)).toList();

        assertEquals(10, parts.stream().mapToInt(Scenario::drivers).sum());
        assertEquals(31, parts.stream().mapToInt(Scenario::jobsPerMinute).sum());
        assertEquals(500, parts.stream().mapToInt(Scenario::connectsPerSecond).sum());
        assertEquals(3, parts.stream().mapToInt(part -> part.operators().reading()).sum());
        assertEquals(
                IntStream.rangeClosed(1, 10).boxed().toList(),
                shares.stream()
                        .flatMap(
                                share ->
                                        IntStream.range(0, share.of(whole).drivers())
                                                .mapToObj(share::numberOf))
                        .sorted()
                        .toList());
    }

    @Test
    void chanceIsTheSameInEveryRunAndDifferentInEveryProcess() {
        assertEquals(7, Share.WHOLE.seed(7));
        assertEquals(new Share(1, 2).seed(7), new Share(1, 2).seed(7));
        assertNotEquals(new Share(0, 2).seed(7), new Share(1, 2).seed(7));
        assertEquals(
                3,
                Stream.of(Share.WHOLE, new Share(0, 2), new Share(1, 2))
                        .map(share -> share.tag(7, 1))
                        .distinct()
                        .count());
    }
}
