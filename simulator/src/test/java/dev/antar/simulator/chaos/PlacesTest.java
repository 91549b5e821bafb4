package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PlacesTest {

    private final List<Integer> called = new ArrayList<>();

    @Test
    void whoeverFindsNoPlaceIsCalledInOrderWhenThereIsOne() {
        Places places = new Places(2);
        for (int i = 0; i < 4; i++) {
            int number = i;
            places.take(() -> called.add(number));
        }

        assertEquals(List.of(0, 1), called);
        assertEquals(2, places.waiting());

        places.giveBack();
        assertEquals(List.of(0, 1, 2), called);
        places.giveBack();
        places.giveBack();
        assertEquals(List.of(0, 1, 2, 3), called);

        places.take(() -> called.add(4));
        assertEquals(List.of(0, 1, 2, 3, 4), called);
    }

    @Test
    void aHundredThousandMayGiveTheirPlacesBackAtOnce() {
        Places places = new Places(1);
        places.take(() -> called.add(-1));
        for (int i = 0; i < 100_000; i++) {
            int number = i;
            places.take(
                    () -> {
                        called.add(number);
                        places.giveBack();
                    });
        }

        places.giveBack();

        assertEquals(100_001, called.size());
        assertEquals(99_999, called.getLast());
        assertEquals(0, places.waiting());
    }
}
