package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LeavingTest {

    private final Leaving leaving = new Leaving();
    private final Asked first = new Asked("first", new JsonObject());
    private final Asked second = new Asked("second", new JsonObject());

    @Test
    void eachLeavesWhenHisTimeHasCome() {
        leaving.add(20, second);
        leaving.add(10, first);

        assertNull(leaving.next(9));
        assertSame(first, job(leaving.next(15)));
        assertNull(leaving.next(15));
        assertSame(second, job(leaving.next(20)));
    }

    @Test
    void thoseWhoWentAreAskedNothingUntilTheyComeBack() {
        leaving.add(10, first);

        assertEquals(1, leaving.goAway());
        leaving.addToThoseWhoWent(11, second);
        assertEquals(0, leaving.size());
        assertNull(leaving.next(30));
        leaving.comeBack();

        assertEquals(2, leaving.size());
        assertSame(first, job(leaving.next(30)));
        assertSame(second, job(leaving.next(30)));
    }

    @Test
    void whoeverComesWhileTheOthersAreAwayStays() {
        leaving.goAway();
        leaving.add(10, first);

        assertSame(first, job(leaving.next(10)));
    }

    private static @Nullable Asked job(Leaving.@Nullable Due due) {
        return due == null ? null : due.job();
    }
}
