package dev.antar.core.pricing;

/// What a driver earns for a job, in minor units. Driver pay counts the way to the pickup too:
/// whoever drives far to help is paid for it.
///
/// @param base for every job
/// @param perKilometer for the trip
/// @param perMinute for the trip
/// @param perPickupKilometer for the way to the pickup
/// @param minimum the least a job pays
public record RateCard(
        String currency,
        long base,
        long perKilometer,
        long perMinute,
        long perPickupKilometer,
        long minimum) {

    /// A plausible card in euro cents, for trying things out.
    public static final RateCard EXAMPLE = new RateCard("EUR", 250, 90, 25, 40, 500);

    public RateCard {
        requireAmount("base", base);
        requireAmount("perKilometer", perKilometer);
        requireAmount("perMinute", perMinute);
        requireAmount("perPickupKilometer", perPickupKilometer);
        requireAmount("minimum", minimum);
    }

    /// Pay for one job, each part rounded to the nearest minor unit.
    public Money driverPay(double pickupMeters, double tripMeters, long tripMillis) {
        long pay =
                base
                        + Math.round(perKilometer * tripMeters / 1000)
                        + Math.round(perMinute * tripMillis / 60_000.0)
                        + Math.round(perPickupKilometer * pickupMeters / 1000);
        return new Money(Math.max(minimum, pay), currency);
    }

    /// Pay for a way to a pickup that somebody else makes in the end.
    public Money wayPay(double meters, long millis) {
        long pay =
                Math.round(perPickupKilometer * meters / 1000)
                        + Math.round(perMinute * millis / 60_000.0);
        return new Money(pay, currency);
    }

    private static void requireAmount(String field, long value) {
        if (value < 0 || value > 1_000_000_000) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from 0 to 1000000000 minor units");
        }
    }
}
