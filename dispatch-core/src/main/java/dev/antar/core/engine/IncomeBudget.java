package dev.antar.core.engine;

/// Steers how much incomes weigh, so that what it costs customers stays within a share of their
/// waiting. Whole numbers, so that every machine steers alike. The engine's thread.
final class IncomeBudget {

    /*
     * An account. Every job picked up pays in the budget's share of its wait; every round pays out
     * what it cost. The weight is the cap times how full the account is, and the account is full
     * with what the last ten minutes paid in. So
     *
     *     an empty account weighs nothing, and nothing more is spent: since the beginning never more
     *     than the budget was spent, but for what rounds spend between two looks, 15 s;
     *     the weight settles, without swinging, where a round spends what is paid in meanwhile: the
     *     dearer fairness is, the emptier the account and the lower the weight (first order, as
     *     spending rises with the weight and nothing else remembers);
     *     a quiet night saves nothing up for the rush hour, as what overflows is gone.
     *
     * In milliseconds times a hundred, as budgets are in percent.
     */

    /// The share of what was paid in that a look forgets: of looks every 15 s, ten minutes' worth.
    private static final int LOOKS = 40;

    private static final int KEPT_BITS = 40;

    private long balance;
    private long recent;
    private long paidIn;
    private long paidOut;

    /// Everything in it.
    record Image(long balance, long recent, long paidIn, long paidOut) {}

    Image image() {
        return new Image(balance, recent, paidIn, paidOut);
    }

    void restore(Image image) {
        balance = image.balance;
        recent = image.recent;
        paidIn = image.paidIn;
        paidOut = image.paidOut;
    }

    /// A customer was picked up who had waited so long.
    void waited(long millis) {
        paidIn += millis;
    }

    /// A round cost customers so much; below 0 where it cost them less than nothing.
    void spent(long millis) {
        paidOut += millis;
    }

    /// What incomes weigh from now on. Every 15 s.
    ///
    /// @param most the cap
    /// @param percent the budget, 1 to 100
    int weight(int most, int percent) {
        long grant = paidIn * percent;
        recent = recent - recent / LOOKS + grant;
        balance = Math.min(balance + grant - paidOut * 100, recent);
        paidIn = 0;
        paidOut = 0;
        if (balance <= 0) {
            return 0;
        }
        // Below 2⁴⁰, so that the product fits.
        int shift = Math.max(0, Long.SIZE - KEPT_BITS - Long.numberOfLeadingZeros(recent));
        return (int) ((balance >> shift) * most / (recent >> shift));
    }
}
