package dev.antar.server.stream;

import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;

import java.util.ArrayList;
import java.util.List;

/// Columns as the objects that they stand for.
final class Columns {

    private Columns() {}

    static List<Fix> fixes(FixBatch batch) {
        List<Fix> fixes = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            fixes.add(
                    new Fix(
                            new LatLng(batch.lat(row), batch.lng(row)),
                            batch.fixedAtMillis(row),
                            batch.accuracyMeters(row),
                            batch.speedMps(row),
                            batch.headingDegrees(row),
                            batch.mock(row)));
        }
        return fixes;
    }

    static List<Integer> sequences(FixBatch batch) {
        List<Integer> sequences = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            sequences.add(batch.sequence(row));
        }
        return sequences;
    }

    /// Sends nothing and wants no answer.
    static final class NoSender implements FixLoad.Sender {

        @Override
        public int slot() {
            return 0;
        }

        @Override
        public void rejected(FixLoad load, int[] rows, int count) {}

        @Override
        public boolean taken(int through) {
            return false;
        }

        @Override
        public void tellTaken() {}
    }
}
