package dev.antar.benchmarks.index;

import dev.antar.benchmarks.data.City;
import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.peer.AntarIndex;
import dev.antar.benchmarks.peer.H3Map;
import dev.antar.benchmarks.peer.JtsQuadtree;
import dev.antar.benchmarks.peer.JtsRebuilt;
import dev.antar.benchmarks.peer.MovingIndex;
import dev.antar.benchmarks.peer.NotInstalled;
import dev.antar.benchmarks.peer.PostGis;
import dev.antar.benchmarks.peer.RedisGeo;
import dev.antar.benchmarks.peer.Tinspin;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.IntPredicate;

/// Moves, nearest drivers, both mixed, and memory: one thread, a clustered city.
public final class IndexTopic implements Topic {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int FULL = 1_000_000;
    private static final int WARM_UP = 100_000;

    @FunctionalInterface
    private interface Subject {
        MovingIndex open(IntPredicate wanted) throws Exception;
    }

    private static final List<Subject> PEERS =
            List.of(
                    H3Map::new,
                    Tinspin::quadtree,
                    Tinspin::phTree,
                    JtsQuadtree::new,
                    JtsRebuilt::strTree,
                    JtsRebuilt::hprTree,
                    _ -> new RedisGeo(),
                    PostGis::new);

    @Override
    public String name() {
        return "index";
    }

    @Override
    public void run(Bench bench) throws Exception {
        // Whoever comes first would be charged for a cold JVM.
        Bench unheard =
                new Bench(bench.quick(), bench.seed(), new PrintWriter(Writer.nullWriter()));
        measure(unheard, WARM_UP, AntarIndex::new);
        for (int drivers : SIZES) {
            measure(bench, drivers, AntarIndex::new);
        }
        for (Subject peer : PEERS) {
            measure(bench, FULL, peer);
        }
    }

    /// Every subject gets the same city.
    private static void measure(Bench bench, int drivers, Subject subject) throws Exception {
        City city = new City(drivers, bench.seed());
        try (MovingIndex index = subject.open(city::wanted)) {
            new IndexRun(bench, city).measure(index);
        } catch (NotInstalled missing) {
            bench.skip(String.valueOf(missing.getMessage()));
        }
    }
}
