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
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Fixes through the engine, screening and both of its indexes included, beside one index alone
/// that is moved by the same fixes. Filling a batch is in the time, reading frames is not.
final class FixesRun {

    private final Bench bench;
    private final Market market;
    private final FixBatch batch = new FixBatch();
    private final DriverIndex index;

    FixesRun(Bench bench, Market market) {
        this.bench = bench;
        this.market = market;
        this.index = new DriverIndex(new CellGrid(market.dispatcher.config().resolution()));
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

    private void measure(String subject, ToLongFunction<City.Moves> run) {
        Runs measured = new Runs();
        int count = bench.quick() ? 200_000 : 1_000_000;
        for (int i = -1; i < (bench.quick() ? 3 : 5); i++) {
            City.Moves moves = market.city.drive(count);
            long took = run.applyAsLong(moves);
            if (i >= 0) {
                measured.add(count * 1e9 / took);
            }
        }
        bench.row(subject, market.city.drivers(), "fixes_per_s", "fixes/s", measured);
    }

    private long inBatches(City.Moves moves, int size) {
        long took = 0;
        for (int from = 0; from < moves.size(); from += size) {
            int to = Math.min(moves.size(), from + size);
            long began = System.nanoTime();
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
            took += System.nanoTime() - began;
            for (int row = 0; row < batch.size(); row++) {
                if (!batch.verdict(row).accepted()) {
                    throw new WrongAnswer("a fix was judged " + batch.verdict(row));
                }
            }
        }
        market.now += moves.size();
        check(moves);
        return took;
    }

    private long oneByOne(City.Moves moves) {
        List<Command> commands = new ArrayList<>(moves.size());
        for (int i = 0; i < moves.size(); i++) {
            Driver driver = market.dispatcher.roster().at(moves.driver()[i]);
            LatLng place = new LatLng(moves.lat()[i], moves.lng()[i]);
            long at = market.now + i;
            commands.add(new Command.ReportFix(at, driver.id(), Fix.at(place, at)));
        }
        long began = System.nanoTime();
        commands.forEach(market::handle);
        long took = System.nanoTime() - began;
        market.now += moves.size();
        check(moves);
        return took;
    }

    private long indexAlone(City.Moves moves) {
        long began = System.nanoTime();
        for (int i = 0; i < moves.size(); i++) {
            index.move(moves.driver()[i], moves.lat()[i], moves.lng()[i]);
        }
        return System.nanoTime() - began;
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
