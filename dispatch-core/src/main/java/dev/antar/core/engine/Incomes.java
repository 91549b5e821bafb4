package dev.antar.core.engine;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.earnings.PaidTime;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.Cost;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What drivers have been paid per hour on duty, and what that adds to their cost: nothing for
/// whoever has been paid least, the most for whoever has been paid most, so that of drivers about
/// as near the poorer goes first (after Sühr et al., KDD 2019). Kept only while the policy asks for
/// it.
///
/// Half of it is the shift's pay per hour, half the week's: a bad shift is made up for in the same
/// shift, and a good one weighs on for a week. A driver with little time on duty counts as if he
/// had had a quarter of an hour at everybody's mean before: one job does not make him rich, and
/// none in the first minutes does not make him poor.
final class Incomes {

    private static final long REFRESH_MILLIS = 15_000;
    private static final double PRIOR_HOURS = 0.25;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final RegionState state;
    private final Map<DriverId, PaidTime> paid = new HashMap<>();
    private final PriceBook prices = new PriceBook();
    private IncomeBudget budget = new IncomeBudget();
    private @Nullable DriverBooks books;
    private long refreshedMillis = Long.MIN_VALUE;
    private int weightMillis;
    private double[] rates = {};
    private double[] sorted = {};

    Incomes(RegionState state) {
        this.state = state;
    }

    /// What is kept besides what each driver costs on top.
    ///
    /// @param paid by the driver's name
    /// @param books null where the policy does not ask for it
    record Image(
            List<Paid> paid,
            PriceBook.Image prices,
            IncomeBudget.Image budget,
            DriverBooks.@Nullable Image books,
            long refreshedMillis,
            int weightMillis) {

        static final Image NONE =
                new Image(
                        List.of(),
                        new PriceBook.Image(List.of(), List.of(), 0, 0),
                        new IncomeBudget.Image(0, 0, 0, 0),
                        null,
                        0,
                        0);

        Image {
            paid = List.copyOf(paid);
        }
    }

    /// A driver's pay.
    record Paid(DriverId driver, PaidTime.Image time) {}

    Image image() {
        List<Paid> all = new ArrayList<>(paid.size());
        paid.forEach((driver, time) -> all.add(new Paid(driver, time.image())));
        all.sort(Comparator.comparing(each -> each.driver().value()));
        return new Image(
                all,
                prices.image(),
                budget.image(),
                books == null ? null : books.image(),
                refreshedMillis,
                weightMillis);
    }

    void restore(Image image) {
        image.paid.forEach(each -> paid.put(each.driver(), PaidTime.of(each.time())));
        prices.restore(image.prices);
        budget.restore(image.budget);
        if (image.books != null) {
            books = new DriverBooks(Long.MAX_VALUE);
            books.restore(image.books);
        }
        refreshedMillis = image.refreshedMillis;
        weightMillis = image.weightMillis;
    }

    /// Goes on from what was kept.
    void restore(List<Income> drivers, List<Fairness.Day> days) {
        for (Income each : drivers) {
            paid.put(each.driver(), each.paid());
        }
        prices.restore(days);
    }

    /// Takes note of an event before it is applied.
    void note(Event event) {
        if (cost().incomeMillis() == 0) {
            books = null;
            return;
        }
        books(event.atMillis()).apply(event);
        if (event instanceof Event.JobPickedUp picked) {
            OpenJob job = state.open(picked.job());
            if (job != null) {
                long from =
                        Math.max(
                                job.job().requestedAtMillis(), job.job().terms().notBeforeMillis());
                long waited = Math.max(0, picked.atMillis() - from);
                budget.waited(waited);
                prices.waited(picked.atMillis(), waited);
            }
        }
    }

    /// Whether anybody's income adds to his cost now.
    boolean count() {
        return weightMillis > 0;
    }

    /// Offers were made of which regard to incomes cost so much.
    void priced(int offers, long extraMillis) {
        budget.spent(extraMillis);
        prices.add(offers, extraMillis);
    }

    /// A round is over; what was priced since the one before is its own.
    ///
    /// @return null where nothing was offered since
    Fairness.@Nullable Round endRound(long nowMillis) {
        return prices.endRound(nowMillis, weightMillis);
    }

    Fairness fairness(long nowMillis) {
        return prices.fairness(nowMillis, weightMillis);
    }

    /// What is remembered of drivers to whose memory something was added since then.
    List<Income> since(long fromMillis, long nowMillis) {
        List<Income> incomes = new ArrayList<>();
        for (int slot = 0; slot < state.roster().size(); slot++) {
            DriverId id = state.roster().at(slot).id();
            DriverBook book = books == null ? null : books.of(id);
            PaidTime known = paid.get(id);
            if (book == null && known == null) {
                continue;
            }
            // Looking must change nothing: a replay is not looked at as often.
            PaidTime now = known == null ? new PaidTime() : known.copy();
            if (book != null) {
                now.follow(book.pay(), book.onlineMillis(nowMillis), nowMillis);
            }
            if (now.seenMillis() >= fromMillis && now.seenMillis() > 0) {
                incomes.add(Income.of(id, now));
            }
        }
        return incomes;
    }

    /// Works out anew what incomes add, if that was not done just now.
    void refresh(long nowMillis) {
        int drivers = state.roster().size();
        if (cost().incomeMillis() == 0) {
            if (refreshedMillis != Long.MIN_VALUE) {
                refreshedMillis = Long.MIN_VALUE;
                weightMillis = 0;
                budget = new IncomeBudget();
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
        int percent = cost().incomeBudgetPercent();
        int steered = budget.weight(cost().incomeMillis(), percent);
        weightMillis = percent == 0 ? cost().incomeMillis() : steered;
        int counted = rate(books(nowMillis), drivers, nowMillis);
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
                driver.weighIncome((int) (Math.clamp(share, 0, 1) * weightMillis));
                next++;
            }
        }
    }

    /// Fills `rates` with pay per hour of those on duty, by slot; answers how many they are.
    private int rate(DriverBooks kept, int drivers, long nowMillis) {
        double shiftPay = 0;
        double shiftHours = 0;
        double weekPay = 0;
        double weekHours = 0;
        int counted = 0;
        for (int slot = 0; slot < drivers; slot++) {
            Driver driver = state.roster().at(slot);
            DriverBook book = kept.of(driver.id());
            if (book != null) {
                PaidTime his = paid.computeIfAbsent(driver.id(), _ -> new PaidTime());
                his.follow(book.pay(), book.onlineMillis(nowMillis), nowMillis);
                if (driver.onDuty()) {
                    shiftPay += his.shiftPay();
                    shiftHours += his.shiftMillis() / MILLIS_PER_HOUR;
                    weekPay += his.weekPay();
                    weekHours += his.weekMillis() / MILLIS_PER_HOUR;
                }
            }
            counted += driver.onDuty() ? 1 : 0;
        }
        double shift = shiftHours > 0 ? shiftPay / shiftHours : 0;
        double week = weekHours > 0 ? weekPay / weekHours : 0;
        if (rates.length < counted) {
            rates = new double[counted + counted / 2];
        }
        int next = 0;
        for (int slot = 0; slot < drivers; slot++) {
            Driver driver = state.roster().at(slot);
            if (driver.onDuty()) {
                PaidTime his = paid.get(driver.id());
                rates[next++] =
                        his == null
                                ? (shift + week) / 2
                                : (rate(his.shiftPay(), his.shiftMillis(), shift)
                                                + rate(his.weekPay(), his.weekMillis(), week))
                                        / 2;
            }
        }
        return counted;
    }

    private static double rate(long pay, long onlineMillis, double mean) {
        return (pay + PRIOR_HOURS * mean) / (onlineMillis / MILLIS_PER_HOUR + PRIOR_HOURS);
    }

    private DriverBooks books(long nowMillis) {
        DriverBooks kept = books;
        if (kept == null) {
            kept = begin(nowMillis);
            books = kept;
        }
        return kept;
    }

    /// Books that begin in the middle: nobody has been paid anything in them, but some are at work.
    private DriverBooks begin(long atMillis) {
        for (PaidTime each : paid.values()) {
            each.beginAgain();
        }
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

    private Cost cost() {
        return state.ruling().config().cost();
    }
}
