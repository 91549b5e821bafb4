package dev.antar.core.engine;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.fleet.Driver;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// What drivers have been paid per hour on duty, and what that adds to their cost: nothing for
/// whoever has been paid least, the most for whoever has been paid most, so that of drivers about
/// as near the poorer goes first (after Sühr et al., KDD 2019). Kept only while the policy asks for
/// it.
///
/// Sums over all spells on duty since the region began, was restored, or the policy came into
/// force. A driver with little time on duty counts as if he had had a quarter of an hour at
/// everybody's mean before: one job does not make him rich, and none in the first minutes does not
/// make him poor.
final class Incomes {

    private static final long REFRESH_MILLIS = 15_000;
    private static final double PRIOR_HOURS = 0.25;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final RegionState state;
    private @Nullable DriverBooks books;
    private long refreshedMillis = Long.MIN_VALUE;
    private double[] rates = {};
    private double[] sorted = {};

    Incomes(RegionState state) {
        this.state = state;
    }

    /// Takes note of an event before it is applied.
    void note(Event event) {
        if (mostMillis() == 0) {
            books = null;
            return;
        }
        DriverBooks kept = books;
        if (kept == null) {
            kept = begin(event.atMillis());
            books = kept;
        }
        kept.apply(event);
    }

    /// Works out anew what incomes add, if that was not done just now.
    void refresh(long nowMillis) {
        DriverBooks kept = books;
        int drivers = state.roster().size();
        if (kept == null || mostMillis() == 0) {
            if (refreshedMillis != Long.MIN_VALUE) {
                refreshedMillis = Long.MIN_VALUE;
                for (int slot = 0; slot < drivers; slot++) {
                    state.roster().at(slot).weighIncome(0);
                }
            }
            return;
        }
        if (refreshedMillis != Long.MIN_VALUE && nowMillis - refreshedMillis < REFRESH_MILLIS) {
            return;
        }
        refreshedMillis = nowMillis;
        int counted = rate(kept, drivers, nowMillis);
        if (counted == 0) {
            return;
        }
        sorted = Arrays.copyOf(rates, counted);
        Arrays.sort(sorted);
        double low = sorted[(int) (LOW * (counted - 1))];
        double high = sorted[(int) Math.ceil(HIGH * (counted - 1))];
        int next = 0;
        for (int slot = 0; slot < drivers; slot++) {
            Driver driver = state.roster().at(slot);
            if (driver.onDuty()) {
                double share = high > low ? (rates[next] - low) / (high - low) : 0;
                driver.weighIncome((int) (Math.clamp(share, 0, 1) * mostMillis()));
                next++;
            }
        }
    }

    /// Fills `rates` with pay per hour of those on duty, by slot; answers how many they are.
    private int rate(DriverBooks kept, int drivers, long nowMillis) {
        double pay = 0;
        double hours = 0;
        int counted = 0;
        for (int slot = 0; slot < drivers; slot++) {
            Driver driver = state.roster().at(slot);
            DriverBook book = kept.of(driver.id());
            if (driver.onDuty() && book != null) {
                pay += book.pay();
                hours += book.onlineMillis(nowMillis) / MILLIS_PER_HOUR;
            }
            counted += driver.onDuty() ? 1 : 0;
        }
        double mean = hours > 0 ? pay / hours : 0;
        if (rates.length < counted) {
            rates = new double[counted + counted / 2];
        }
        int next = 0;
        for (int slot = 0; slot < drivers; slot++) {
            Driver driver = state.roster().at(slot);
            if (driver.onDuty()) {
                DriverBook book = kept.of(driver.id());
                double own = book == null ? 0 : book.pay();
                double time = book == null ? 0 : book.onlineMillis(nowMillis) / MILLIS_PER_HOUR;
                rates[next++] = (own + PRIOR_HOURS * mean) / (time + PRIOR_HOURS);
            }
        }
        return counted;
    }

    /// Books that begin in the middle: nobody has been paid anything, but some are at work.
    private DriverBooks begin(long atMillis) {
        DriverBooks begun = new DriverBooks(Long.MAX_VALUE);
        for (int slot = 0; slot < state.roster().size(); slot++) {
            Driver driver = state.roster().at(slot);
            if (driver.onDuty()) {
                begun.open(driver.id()).wentOnline(atMillis);
                for (OpenJob job : state.heldBy(driver)) {
                    OfferBook.Ended accepted = state.offers().ended(job.offerId());
                    begun.holding(
                            driver.id(),
                            job.id(),
                            accepted == null ? 0 : accepted.offer().pay().amount(),
                            job.state() == JobState.PICKED_UP,
                            atMillis);
                }
                Offer live = state.offers().liveTo(slot);
                if (live != null) {
                    begun.receive(live, atMillis);
                }
            }
        }
        return begun;
    }

    private int mostMillis() {
        return state.ruling().config().cost().incomeMillis();
    }
}
