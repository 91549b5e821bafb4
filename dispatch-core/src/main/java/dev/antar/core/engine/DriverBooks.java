package dev.antar.core.engine;

import dev.antar.core.earnings.DriverBook;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The time and the money of every driver, told by a region's events. One thread.
public final class DriverBooks {

    private final long closingMillis;
    private final Map<DriverId, DriverBook> books = new LinkedHashMap<>();
    private final Map<Long, Offer> offers = new HashMap<>();

    private final Map<JobId, Holding> held = new HashMap<>();

    /// Who holds a job, and what it will pay him, minor units.
    private record Holding(DriverId driver, long pay) {}

    /// @param closingMillis see [DriverBook]
    public DriverBooks(long closingMillis) {
        this.closingMillis = closingMillis;
    }

    /// A driver's book.
    record OfDriver(DriverId driver, DriverBook.Image book) {}

    /// A job that is held.
    record Held(JobId job, DriverId driver, long pay) {}

    /// Every book, but when they are closed.
    ///
    /// @param books in order of registration
    /// @param offers live ones, by id
    /// @param held by the job's name
    record Image(List<OfDriver> books, List<Offer> offers, List<Held> held) {
        Image {
            books = List.copyOf(books);
            offers = List.copyOf(offers);
            held = List.copyOf(held);
        }
    }

    Image image() {
        List<OfDriver> all = new ArrayList<>(books.size());
        books.forEach((driver, book) -> all.add(new OfDriver(driver, book.image())));
        List<Held> holdings = new ArrayList<>(held.size());
        held.forEach((job, by) -> holdings.add(new Held(job, by.driver(), by.pay())));
        holdings.sort(Comparator.comparing(each -> each.job().value()));
        return new Image(
                all,
                offers.values().stream().sorted(Comparator.comparingLong(Offer::id)).toList(),
                holdings);
    }

    /// Empty books become as they were there.
    void restore(Image image) {
        image.books.forEach(each -> open(each.driver()).restore(each.book()));
        image.offers.forEach(offer -> offers.put(offer.id(), offer));
        image.held.forEach(each -> held.put(each.job(), new Holding(each.driver(), each.pay())));
    }

    /// The books by driver, in order of registration.
    public Map<DriverId, DriverBook> all() {
        return Collections.unmodifiableMap(books);
    }

    public @Nullable DriverBook of(DriverId driver) {
        return books.get(driver);
    }

    public void apply(Event event) {
        long at = event.atMillis();
        switch (event) {
            case Event.DriverRegistered registered ->
                    books.computeIfAbsent(
                            registered.profile().id(), _ -> new DriverBook(closingMillis));
            case Event.DriverWentOnline online -> open(online.driver()).wentOnline(at);
            case Event.DriverWentOffline offline -> open(offline.driver()).wentOffline(at);
            case Event.OfferMade made -> receive(made.offer(), at);
            case Event.SwapOffered swap -> receive(swap.offer(), at);
            case Event.OfferAccepted accepted -> {
                open(accepted.driver()).offerAccepted(at);
                Offer offer = offers.remove(accepted.offer());
                if (offer != null) {
                    held.put(accepted.job(), new Holding(offer.driver(), offer.pay().amount()));
                }
            }
            case Event.OfferDeclined declined -> {
                offers.remove(declined.offer());
                open(declined.driver()).offerDeclined(at);
            }
            case Event.OfferExpired expired -> {
                offers.remove(expired.offer());
                open(expired.driver()).offerExpired(at);
            }
            case Event.OfferWithdrawn withdrawn -> {
                offers.remove(withdrawn.offer());
                open(withdrawn.driver()).offerWithdrawn(at);
            }
            case Event.SwapEnded swap -> endSwap(swap, at);
            case Event.JobPickedUp picked -> open(picked.driver()).pickedUp(at);
            case Event.JobCompleted completed -> {
                Holding holding = held.remove(completed.job());
                open(completed.driver()).completed(at, holding == null ? 0 : holding.pay());
            }
            case Event.JobReleased released -> {
                held.remove(released.job());
                Event.WayDriven way = released.way();
                open(released.driver()).lost(at, way == null ? 0 : way.pay().amount());
            }
            case Event.JobCancelled cancelled -> {
                Holding holding = held.remove(cancelled.job());
                if (holding != null) {
                    open(holding.driver()).lost(at, 0);
                }
            }
            case Event.DriverPaused _,
                    Event.DriverResumed _,
                    Event.DriverQueued _,
                    Event.DriverUnqueued _,
                    Event.JobSubmitted _,
                    Event.JobBecameDue _,
                    Event.DriverArrived _,
                    Event.JobUnfulfilled _,
                    Event.PolicyChanged _ -> {}
        }
    }

    /// A job that a driver held already when these books began.
    ///
    /// @param pay what it will pay him, minor units; 0 where that is no longer known
    void holding(DriverId driver, JobId job, long pay, boolean aboard, long at) {
        DriverBook book = open(driver);
        book.offerReceived(at);
        book.offerAccepted(at);
        if (aboard) {
            book.pickedUp(at);
        }
        held.put(job, new Holding(driver, pay));
    }

    /// A driver is asked, or was when these books began.
    void receive(Offer offer, long at) {
        offers.put(offer.id(), offer);
        open(offer.driver()).offerReceived(at);
    }

    private void endSwap(Event.SwapEnded swap, long at) {
        DriverBook book = open(swap.driver());
        switch (swap.how()) {
            case DECLINED -> book.offerDeclined(at);
            case EXPIRED -> book.offerExpired(at);
            case WITHDRAWN, ACCEPTED -> book.offerWithdrawn(at);
        }
        offers.remove(swap.offer());
    }

    /// The driver's book, begun if there is none.
    public DriverBook open(DriverId driver) {
        return books.computeIfAbsent(driver, _ -> new DriverBook(closingMillis));
    }
}
