package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.Recorder;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.recording.RecordingLimits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The same market four times: what happens in it is kept by nobody, told as decision records,
/// recorded in files, and both.
final class KeptMarkets implements AutoCloseable {

    static final int DRIVERS = 10_000;

    private static final String VERSION = "benchmark";
    private static final long MOST_BYTES = 1L << 32;

    private final Path folder;
    private final List<String> names = new ArrayList<>();
    private final List<Market> markets = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<FileRecorder> recorders = new ArrayList<>();

    private static final class Told implements Watcher {

        private long records;

        @Override
        public boolean wantsDecisions() {
            return true;
        }

        @Override
        public void decided(DecisionRecord record) {
            records++;
        }
    }

    private KeptMarkets(Path folder) {
        this.folder = folder;
    }

    /// @param revision whether offers go out in rounds alone
    static KeptMarkets open(long seed, Revision revision) throws IOException {
        KeptMarkets markets = new KeptMarkets(Files.createTempDirectory("antar-records"));
        markets.add(Row.ANTAR, seed, revision, false, false);
        markets.add("with records", seed, revision, true, false);
        markets.add("with recording", seed, revision, false, true);
        markets.add("with both", seed, revision, true, true);
        return markets;
    }

    int size() {
        return markets.size();
    }

    String name(int who) {
        return names.get(who);
    }

    List<Market> all() {
        return markets;
    }

    /// That all decided the same, and everything was kept that should be.
    void check() {
        String hash = markets.getFirst().dispatcher.decisionHash();
        for (Market each : markets) {
            if (!each.dispatcher.decisionHash().equals(hash)) {
                throw new WrongAnswer("what is kept changed a decision");
            }
        }
        if (told.stream().anyMatch(each -> each.records == 0)) {
            throw new WrongAnswer("nothing was told");
        }
        if (!recorders.stream().allMatch(FileRecorder::recording)) {
            throw new WrongAnswer("a recording ended in the middle");
        }
    }

    @Override
    public void close() throws IOException {
        recorders.forEach(FileRecorder::ended);
        recorders.forEach(FileRecorder::close);
        delete(folder);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private void add(
            String name, long seed, Revision revision, boolean telling, boolean recording) {
        Watcher watcher = Watcher.NONE;
        if (telling) {
            Told counted = new Told();
            told.add(counted);
            watcher = counted;
        }
        Recorder recorder = Recorder.NONE;
        if (recording) {
            FileRecorder files =
                    new FileRecorder(
                            folder.resolve("region" + recorders.size()),
                            VERSION,
                            new RecordingLimits(MOST_BYTES, 1));
            recorders.add(files);
            recorder = files;
        }
        Market market = new Market(DRIVERS, seed, new MinimumCost(), revision, watcher, recorder);
        // What it begins with is not replayed here.
        recorder.began(
                Recorder.Beginning.of(
                        "benchmark",
                        1,
                        market.now,
                        DispatchConfig.defaults(),
                        ShippedPolicies.named(ShippedPolicies.DEFAULT),
                        Snapshot.empty()));
        market.open();
        names.add(name);
        markets.add(market);
    }
}
