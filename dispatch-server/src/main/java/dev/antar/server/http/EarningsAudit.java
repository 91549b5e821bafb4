package dev.antar.server.http;

import dev.antar.core.earnings.Tally;
import dev.antar.core.engine.DriverBooks;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.Adjustment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row for each driver of a region and a few days: time, offers and pay under a pseudonym, so
/// that whoever knows which pseudonym belongs to which group can test whether groups fare alike. No
/// name, no position, nothing about the person. One thread at a time.
final class EarningsAudit {

    static final String HEADER =
            "driver,available_s,offered_s,en_route_s,engaged_s,online_s,active_s,offers_received,"
                    + "offers_accepted,offers_declined,offers_expired,offers_withdrawn,jobs,"
                    + "pay_jobs,pay_ways,adjustments,pay,area";

    /// Some 250 km².
    private static final int AREA_RESOLUTION = 5;

    /// An area is told only where so many drivers share it.
    private static final int FEWEST = 5;

    private final long fromMillis;
    private final long toMillis;
    private final Pseudonyms pseudonyms;
    private final CellGrid areas = new CellGrid(AREA_RESOLUTION);
    private final DriverBooks books = new DriverBooks(Long.MAX_VALUE);
    private final Map<DriverId, Tally> before = new HashMap<>();
    private final Map<JobId, Long> pickups = new HashMap<>();
    private final Map<DriverId, Map<Long, Integer>> worked = new HashMap<>();
    private boolean begun;

    EarningsAudit(long fromMillis, long toMillis, Pseudonyms pseudonyms) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.pseudonyms = pseudonyms;
    }

    /// Takes note of the region's events, in order, from some time before the first day on.
    void note(Event event) {
        if (!begun && event.atMillis() >= fromMillis) {
            begin();
        }
        books.apply(event);
        switch (event) {
            case Event.JobSubmitted submitted -> {
                LatLng pickup = submitted.asked().pickup();
                pickups.put(submitted.job(), areas.cellOf(pickup.lat(), pickup.lng()));
            }
            case Event.JobCompleted done -> {
                Long area = pickups.remove(done.job());
                if (area != null && begun) {
                    worked.computeIfAbsent(done.driver(), _ -> new HashMap<>())
                            .merge(area, 1, Integer::sum);
                }
            }
            case Event.JobCancelled cancelled -> pickups.remove(cancelled.job());
            case Event.JobUnfulfilled unfulfilled -> pickups.remove(unfulfilled.job());
            default -> {}
        }
    }

    /// The rows, in the order of their pseudonyms, which tells nothing.
    String csv(List<Adjustment> adjustments) {
        if (!begun) {
            begin();
        }
        Map<DriverId, Long> adjusted = new HashMap<>();
        for (Adjustment each : adjustments) {
            adjusted.merge(each.driver(), each.money().amount(), Long::sum);
        }
        Map<DriverId, Long> mostIn = mostIn();
        List<String> rows = new ArrayList<>();
        books.all()
                .forEach(
                        (driver, book) -> {
                            Tally tally =
                                    Tally.of(book, toMillis)
                                            .since(before.getOrDefault(driver, Tally.NONE));
                            long extra = adjusted.getOrDefault(driver, 0L);
                            long pay = tally.jobPay() + tally.wayPay() + extra;
                            if (tally.onlineMillis() > 0 || pay != 0) {
                                rows.add(row(driver, tally, extra, pay, mostIn.get(driver)));
                            }
                        });
        rows.sort(Comparator.naturalOrder());
        return HEADER + "\n" + String.join("", rows);
    }

    private void begin() {
        begun = true;
        books.all().forEach((driver, book) -> before.put(driver, Tally.of(book, fromMillis)));
    }

    /// Where each fetched most, where enough others did; ties go to the lower cell.
    private Map<DriverId, Long> mostIn() {
        Map<DriverId, Long> most = new HashMap<>();
        Map<Long, Integer> drivers = new HashMap<>();
        worked.forEach(
                (driver, cells) -> {
                    long area =
                            cells.entrySet().stream()
                                    .min(
                                            Comparator.comparingInt(
                                                            (Map.Entry<Long, Integer> e) ->
                                                                    -e.getValue())
                                                    .thenComparing(Map.Entry::getKey))
                                    .orElseThrow()
                                    .getKey();
                    most.put(driver, area);
                    drivers.merge(area, 1, Integer::sum);
                });
        most.values().removeIf(area -> drivers.getOrDefault(area, 0) < FEWEST);
        return most;
    }

    private String row(DriverId driver, Tally tally, long adjusted, long pay, @Nullable Long area) {
        return String.join(
                        ",",
                        pseudonyms.of(driver.value()),
                        seconds(tally.availableMillis()),
                        seconds(tally.offeredMillis()),
                        seconds(tally.enRouteMillis()),
                        seconds(tally.engagedMillis()),
                        seconds(tally.onlineMillis()),
                        seconds(tally.activeMillis()),
                        Integer.toString(tally.offersReceived()),
                        Integer.toString(tally.offersAccepted()),
                        Integer.toString(tally.offersDeclined()),
                        Integer.toString(tally.offersExpired()),
                        Integer.toString(tally.offersWithdrawn()),
                        Integer.toString(tally.jobs()),
                        Long.toString(tally.jobPay()),
                        Long.toString(tally.wayPay()),
                        Long.toString(adjusted),
                        Long.toString(pay),
                        area == null ? "" : Long.toHexString(area))
                + "\n";
    }

    private static String seconds(long millis) {
        return Long.toString(Math.round(millis / 1_000.0));
    }
}
