package dev.antar.core.earnings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one driver has been paid, and in how much time on duty: in his present shift, and today and
/// the six days before. Days are of UTC, pay is in minor units, times are epoch milliseconds and
/// must not fall. One thread.
public final class PaidTime {

    /// Whoever was off duty for so long begins a new shift.
    public static final long PAUSE_MILLIS = 6 * 3_600_000L;

    /// Today is one of them.
    public static final int DAYS = 7;

    private static final long DAY_MILLIS = 24 * 3_600_000L;

    private final long[] dayPay = new long[DAYS];
    private final long[] dayMillis = new long[DAYS];
    private long today;
    private long shiftPay;
    private long shiftMillis;
    private long seenMillis;

    /// What of the totals told to [#follow] is in here already.
    private long countedPay;

    private long countedMillis;

    /// A day's share.
    ///
    /// @param day days since 1970-01-01
    public record Day(long day, long pay, long onlineMillis) {

        public Day {
            if (day < 0 || onlineMillis < 0 || onlineMillis > DAY_MILLIS + 3_600_000) {
                throw new IllegalArgumentException(
                        "day=" + day + ", onlineMillis=" + onlineMillis + ": must be a day's");
            }
        }
    }

    /// Everything in it.
    public record Image(
            List<Long> dayPay,
            List<Long> dayMillis,
            long today,
            long shiftPay,
            long shiftMillis,
            long seenMillis,
            long countedPay,
            long countedMillis) {

        public Image {
            dayPay = List.copyOf(dayPay);
            dayMillis = List.copyOf(dayMillis);
        }
    }

    public Image image() {
        return new Image(
                Arrays.stream(dayPay).boxed().toList(),
                Arrays.stream(dayMillis).boxed().toList(),
                today,
                shiftPay,
                shiftMillis,
                seenMillis,
                countedPay,
                countedMillis);
    }

    /// What it was there.
    public static PaidTime of(Image image) {
        PaidTime paid = new PaidTime();
        for (int i = 0; i < DAYS; i++) {
            paid.dayPay[i] = image.dayPay.get(i);
            paid.dayMillis[i] = image.dayMillis.get(i);
        }
        paid.today = image.today;
        paid.shiftPay = image.shiftPay;
        paid.shiftMillis = image.shiftMillis;
        paid.seenMillis = image.seenMillis;
        paid.countedPay = image.countedPay;
        paid.countedMillis = image.countedMillis;
        return paid;
    }

    /// Takes in what has come since the last time.
    ///
    /// @param pay all that a [DriverBook] has counted, until now
    /// @param onlineMillis the same of the time on duty
    public void follow(long pay, long onlineMillis, long nowMillis) {
        long morePay = pay - countedPay;
        long moreMillis = onlineMillis - countedMillis;
        countedPay = pay;
        countedMillis = onlineMillis;
        turnTo(nowMillis / DAY_MILLIS);
        if (morePay == 0 && moreMillis == 0) {
            return;
        }
        if (nowMillis - moreMillis - seenMillis > PAUSE_MILLIS) {
            shiftPay = 0;
            shiftMillis = 0;
        }
        seenMillis = nowMillis;
        shiftPay += morePay;
        shiftMillis += moreMillis;
        dayPay[place(today)] += morePay;
        dayMillis[place(today)] += moreMillis;
    }

    /// The totals told to [#follow] begin again at nothing.
    public void beginAgain() {
        countedPay = 0;
        countedMillis = 0;
    }

    /// Goes on from what was kept.
    ///
    /// @param seen when it was last added to
    public void restore(long pay, long onlineMillis, long seen, List<Day> days) {
        shiftPay = pay;
        shiftMillis = onlineMillis;
        seenMillis = seen;
        turnTo(seen / DAY_MILLIS);
        for (Day each : days) {
            if (each.day() <= today && each.day() > today - DAYS) {
                dayPay[place(each.day())] = each.pay();
                dayMillis[place(each.day())] = each.onlineMillis();
            }
        }
    }

    public long shiftPay() {
        return shiftPay;
    }

    /// Time on duty in this shift.
    public long shiftMillis() {
        return shiftMillis;
    }

    public long weekPay() {
        return Arrays.stream(dayPay).sum();
    }

    /// Time on duty today and in the six days before.
    public long weekMillis() {
        return Arrays.stream(dayMillis).sum();
    }

    /// When something was last added; 0 if nothing ever was.
    public long seenMillis() {
        return seenMillis;
    }

    /// The week's days with anything in them, oldest first.
    public List<Day> days() {
        List<Day> days = new ArrayList<>(DAYS);
        for (long day = Math.max(0, today - DAYS + 1); day <= today; day++) {
            if (dayPay[place(day)] != 0 || dayMillis[place(day)] != 0) {
                days.add(new Day(day, dayPay[place(day)], dayMillis[place(day)]));
            }
        }
        return days;
    }

    /// The same, apart from this.
    public PaidTime copy() {
        PaidTime copy = new PaidTime();
        System.arraycopy(dayPay, 0, copy.dayPay, 0, DAYS);
        System.arraycopy(dayMillis, 0, copy.dayMillis, 0, DAYS);
        copy.today = today;
        copy.shiftPay = shiftPay;
        copy.shiftMillis = shiftMillis;
        copy.seenMillis = seenMillis;
        copy.countedPay = countedPay;
        copy.countedMillis = countedMillis;
        return copy;
    }

    private void turnTo(long day) {
        for (long each = Math.max(today + 1, day - DAYS + 1); each <= day; each++) {
            dayPay[place(each)] = 0;
            dayMillis[place(each)] = 0;
        }
        today = Math.max(today, day);
    }

    private static int place(long day) {
        return (int) (day % DAYS);
    }
}
