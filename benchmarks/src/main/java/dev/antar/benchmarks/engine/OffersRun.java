package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Revision;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How soon one job is offered, in a region of 20,000 drivers where 1,000 jobs wait that nobody can
/// do: from its request, from a driver's no, and from the loss of the driver who was asked. Each is
/// one command, at whose end the offer's event is there, unless drivers are more than a minute
/// away. Beside it what a region without prompt offers does: the next round, once a second,
/// searches for all who wait.
final class OffersRun {

    private static final int DRIVERS = 20_000;
    private static final int WAITING = 1_000;

    private final Bench bench;

    OffersRun(Bench bench) {
        this.bench = bench;
    }

    void measure() {
        bench.say("single jobs among " + DRIVERS + " drivers");
        Market market = market(Revision.defaults());
        Runs[] slow = {new Runs(), new Runs(), new Runs()};
        int jobs = bench.quick() ? 1_000 : 4_000;
        for (int run = -1; run < (bench.quick() ? 3 : 5); run++) {
            Histogram[] nanos = {new Histogram(3), new Histogram(3), new Histogram(3)};
            for (Job job : market.jobs(jobs, Requirements.NONE)) {
                offer(market, job, nanos);
            }
            for (int i = 0; i < slow.length && run >= 0; i++) {
                slow[i].add(nanos[i].getValueAtPercentile(99) / 1e6);
            }
            if (nanos[2].getTotalCount() < jobs / 2) {
                throw new WrongAnswer("few jobs were offered at once: " + nanos[2].getTotalCount());
            }
        }
        row(Row.ANTAR, "request_offer_ms_p99", slow[0]);
        row(Row.ANTAR, "decline_offer_ms_p99", slow[1]);
        row(Row.ANTAR, "lost_offer_ms_p99", slow[2]);
        inRounds();
    }

    private void row(String subject, String metric, Runs runs) {
        bench.row(subject, DRIVERS, metric, "ms", runs);
        bench.say(String.format(Locale.ROOT, "%s: %s %.3f ms", subject, metric, runs.median()));
    }

    private Market market(Revision revision) {
        Market market = new Market(DRIVERS, bench.seed(), new MinimumCost(), revision);
        market.open();
        Requirements nobody = Requirements.of(Set.of(Vehicle.BICYCLE), Set.of(), 1);
        for (Job job : market.jobs(WAITING, nobody)) {
            market.handle(new Command.SubmitJob(market.now, job));
        }
        return market;
    }

    private void offer(Market market, Job job, Histogram[] nanos) {
        Offer first = timed(market, new Command.SubmitJob(market.now, job), nanos[0]);
        if (first != null) {
            Command no = new Command.DeclineOffer(market.now, first.driver(), first.id());
            Offer second = timed(market, no, nanos[1]);
            if (second != null) {
                lose(market, first, second, nanos[2]);
            }
        }
        market.handle(
                new Command.CancelJob(market.now, job.id(), CancelledBy.OPERATOR, "measured"));
    }

    /// Its driver goes off duty, and comes back when another was found.
    private static void lose(Market market, Offer first, Offer second, Histogram nanos) {
        DriverId lost = second.driver();
        Offer third = timed(market, new Command.GoOffline(market.now, lost), nanos);
        Set<DriverId> asked = new HashSet<>(List.of(first.driver(), lost));
        if (asked.size() < 2 || (third != null && asked.contains(third.driver()))) {
            throw new WrongAnswer("the same driver was asked again: " + third);
        }
        int number = Integer.parseInt(lost.value().substring(1));
        LatLng place = new LatLng(market.city.lat(number), market.city.lng(number));
        market.now++;
        market.handle(new Command.GoOnline(market.now, lost, Availability.open()));
        market.handle(new Command.ReportFix(market.now, lost, Fix.at(place, market.now)));
    }

    /// The offer that the command led to; null where the next round decides, because drivers are
    /// more than a minute away.
    private static @Nullable Offer timed(Market market, Command command, Histogram nanos) {
        Made made = new Made();
        market.watch.reset();
        market.watch.start();
        market.handle(command, made::see);
        market.watch.stop();
        nanos.recordValue(market.watch.nanos());
        return made.offer;
    }

    /// A round for one new job among those that wait.
    private void inRounds() {
        Market market = market(Revision.NONE);
        Runs slow = new Runs();
        int jobs = bench.quick() ? 100 : 400;
        for (int run = -1; run < 3; run++) {
            Histogram nanos = new Histogram(3);
            for (Job job : market.jobs(jobs, Requirements.NONE)) {
                market.handle(new Command.SubmitJob(market.now, job));
                List<Offer> offers = new ArrayList<>(1);
                market.watch.reset();
                market.round(offers);
                nanos.recordValue(market.watch.nanos());
                if (offers.size() != 1) {
                    throw new WrongAnswer(offers.size() + " offers for one job");
                }
                market.handle(
                        new Command.CancelJob(
                                market.now, job.id(), CancelledBy.OPERATOR, "measured"));
            }
            if (run >= 0) {
                slow.add(nanos.getValueAtPercentile(99) / 1e6);
            }
        }
        row("a round for it", "request_offer_ms_p99", slow);
    }

    private static final class Made {

        private @Nullable Offer offer;

        private void see(Event event) {
            if (event instanceof Event.OfferMade made) {
                offer = made.offer();
            }
        }
    }
}
