package dev.antar.core.engine;

import dev.antar.core.earnings.PaidTime;
import dev.antar.core.fleet.DriverId;

import java.util.List;

/// What a region remembers of a driver's pay, for the next start; see [PaidTime].
///
/// @param shiftPay minor units, in the shift that lasts or was the last
/// @param shiftMillis time on duty in it
/// @param seenMillis when something was last added, epoch milliseconds
/// @param week days with anything in them, oldest first
public record Income(
        DriverId driver,
        long shiftPay,
        long shiftMillis,
        long seenMillis,
        List<PaidTime.Day> week) {

    public Income {
        week = List.copyOf(week);
    }

    static Income of(DriverId driver, PaidTime paid) {
        return new Income(
                driver, paid.shiftPay(), paid.shiftMillis(), paid.seenMillis(), paid.days());
    }

    PaidTime paid() {
        PaidTime paid = new PaidTime();
        paid.restore(shiftPay, shiftMillis, seenMillis, week);
        return paid;
    }
}
