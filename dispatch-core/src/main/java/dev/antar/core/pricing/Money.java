package dev.antar.core.pricing;

/// An amount in minor units (cents, öre, rupiah) of an ISO 4217 currency.
public record Money(long amount, String currency) {

    public Money {
        boolean ok = currency.length() == 3;
        for (int i = 0; ok && i < 3; i++) {
            ok = currency.charAt(i) >= 'A' && currency.charAt(i) <= 'Z';
        }
        if (!ok) {
            throw new IllegalArgumentException(
                    "currency=" + currency + ": must be an ISO 4217 code such as EUR");
        }
    }
}
