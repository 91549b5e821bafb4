package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.data.City;
import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Command;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.MoveBuffer;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Fixes through the engine, screening and both of its indexes included, beside one index alone
/// that is moved by the same fixes. Filling a batch is in the time, reading frames is not.
final class FixesRun {

    private final Bench bench;
    private final Market market;
    private final FixBatch batch = new FixBatch();
    private final MoveBuffer buffer;
    private final Stopwatch watch;

    FixesRun(Bench bench, Market market) {
        this.bench = bench;
        this.market = market;
        this.watch = market.watch;
        CellGrid grid = new CellGrid(market.dispatcher.config().resolution());
        DriverIndex index = new DriverIndex(grid);
        this.buffer = new MoveBuffer(index);
        for (int i = 0; i < market.city.drivers(); i++) {
            index.move(i, market.city.lat(i), market.city.lng(i));
        }
    }

    void measure() {
        measure(Row.ANTAR, moves -> inBatches(moves, 1_000));
        measure("antar, batches of 10", moves -> inBatches(moves, 10));
        measure("antar, single fixes", this::oneByOne);
        measure("index alone", this::indexAlone);
    }

    private void measure(String subject, Consumer<City.Moves> run) {
        Runs perSecond = new Runs();
        Runs cpuNanos = new Runs();
        int count = bench.quick() ? 200_000 : 1_000_000;
        for (int i = -1; i < (bench.quick() ? 3 : 5); i++) {
            City.Moves moves = market.city.drive(count);
            watch.reset();
            run.accept(moves);
            if (i >= 0) {
                perSecond.add(count * 1e9 / watch.nanos());
                cpuNanos.add((double) watch.cpuNanos() / count);
            }
        }
        int drivers = market.city.drivers();
        bench.row(subject, drivers, "fixes_per_s", "fixes/s", perSecond);
        bench.row(subject, drivers, "fix_cpu_ns", "ns", cpuNanos);
        bench.say(
                String.format(
                        Locale.ROOT, "%s: %.0f ns of processor a fix", subject, cpuNanos.median()));
    }

    private void inBatches(City.Moves moves, int size) {
        for (int from = 0; from < moves.size(); from += size) {
            int to = Math.min(moves.size(), from + size);
            watch.start();
            batch.clear();
            for (int i = from; i < to; i++) {
                batch.add(
                        moves.driver()[i],
                        moves.lat()[i],
                        moves.lng()[i],
                        market.now + i,
                        8,
                        8,
                        Fix.UNKNOWN,
                        FixBatch.UNNUMBERED,
                        false);
            }
            market.handle(new Command.ReportFixes(market.now + to, batch));
            watch.stop();
            for (int row = 0; row < batch.size(); row++) {
                if (!batch.verdict(row).accepted()) {
                    throw new WrongAnswer("a fix was judged " + batch.verdict(row));
                }
            }
        }
        market.now += moves.size();
        check(moves);
    }

    private void oneByOne(City.Moves moves) {
        List<Command> commands = new ArrayList<>(moves.size());
        for (int i = 0; i < moves.size(); i++) {
            Driver driver = market.dispatcher.roster().at(moves.driver()[i]);
            LatLng place = new LatLng(moves.lat()[i], moves.lng()[i]);
            long at = market.now + i;
            commands.add(new Command.ReportFix(at, driver.id(), Fix.at(place, at)));
        }
        watch.start();
        commands.forEach(market::handle);
        watch.stop();
        market.now += moves.size();
        check(moves);
    }

    private void indexAlone(City.Moves moves) {
        watch.start();
        for (int i = 0; i < moves.size(); i++) {
            buffer.move(moves.driver()[i], moves.lat()[i], moves.lng()[i], market.now + i);
        }
        buffer.flush();
        watch.stop();
    }

    private void check(City.Moves moves) {
        for (int i = 0; i < moves.size(); i++) {
            int number = moves.driver()[i];
            Driver driver = market.dispatcher.roster().at(number);
            if (driver.lat() != market.city.lat(number)
                    || driver.lng() != market.city.lng(number)) {
                throw new WrongAnswer(driver.id() + " is not where he said");
            }
        }
    }
}
