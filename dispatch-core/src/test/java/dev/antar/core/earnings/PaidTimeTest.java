package dev.antar.core.earnings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What is remembered of a driver's pay: his shift, and seven days.
class PaidTimeTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final PaidTime paid = new PaidTime();

    @Test
    void shiftEndsWithALongPauseAndTheWeekGoesOn() {
        paid.follow(1_000, HOUR, 10 * DAY + HOUR);
        paid.follow(1_500, 2 * HOUR, 10 * DAY + 4 * HOUR);
        assertEquals(1_500, paid.shiftPay());

        paid.follow(1_700, 3 * HOUR, 10 * DAY + 4 * HOUR + PaidTime.PAUSE_MILLIS + HOUR + 1);

        assertEquals(200, paid.shiftPay());
        assertEquals(HOUR, paid.shiftMillis());
        assertEquals(1_700, paid.weekPay());
        assertEquals(3 * HOUR, paid.weekMillis());
    }

    @Test
    void weekForgetsWhatIsSevenDaysAgo() {
        paid.follow(1_000, HOUR, 10 * DAY + HOUR);

        paid.follow(1_000, HOUR, 16 * DAY);
        assertEquals(1_000, paid.weekPay());
        paid.follow(1_000, HOUR, 17 * DAY);

        assertEquals(0, paid.weekPay());
        assertEquals(0, paid.weekMillis());
    }

    @Property(tries = 200)
    void restartChangesNothingAndTheWeekIsTheSumOfItsDays(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 40) Integer> hours,
            @ForAll @IntRange(min = 0, max = 29) int restartAt) {
        PaidTime lasting = new PaidTime();
        PaidTime restarted = new PaidTime();
        List<long[]> told = new ArrayList<>();
        long now = 100 * DAY;
        long pay = 0;
        long online = 0;
        long payBefore = 0;
        long onlineBefore = 0;
        for (int i = 0; i < hours.size(); i++) {
            now += hours.get(i) * HOUR;
            long more = i % 3 == 0 ? 0 : Math.min(hours.get(i), 1) * HOUR;
            pay += more == 0 ? 0 : 10 * i;
            online += more;
            told.add(new long[] {now / DAY, more == 0 ? 0 : 10 * i, more});
            if (i == restartAt) {
                PaidTime again = new PaidTime();
                again.restore(
                        restarted.shiftPay(),
                        restarted.shiftMillis(),
                        restarted.seenMillis(),
                        restarted.days());
                restarted = again;
                payBefore = pay - (more == 0 ? 0 : 10 * i);
                onlineBefore = online - more;
            }
            lasting.follow(pay, online, now);
            restarted.follow(pay - payBefore, online - onlineBefore, now);
        }
        long today = now / DAY;
        long weekPay = 0;
        long weekMillis = 0;
        for (long[] each : told) {
            weekPay += each[0] > today - PaidTime.DAYS ? each[1] : 0;
            weekMillis += each[0] > today - PaidTime.DAYS ? each[2] : 0;
        }

        assertEquals(weekPay, lasting.weekPay());
        assertEquals(weekMillis, lasting.weekMillis());
        assertEquals(lasting.days(), restarted.days());
        assertEquals(lasting.shiftPay(), restarted.shiftPay());
        assertEquals(lasting.shiftMillis(), restarted.shiftMillis());
        assertEquals(lasting.days(), lasting.copy().days());
    }

    @Test
    void impossibleDayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PaidTime.Day(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PaidTime.Day(1, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new PaidTime.Day(1, 0, 2 * DAY));
    }
}
