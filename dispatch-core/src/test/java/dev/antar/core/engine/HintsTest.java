package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.demand.Hint;
import dev.antar.core.demand.IdleHints;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.matching.MinimumCost;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class HintsTest {

    private final List<Hint> hints = new ArrayList<>();
    private final Watcher watcher =
            new Watcher() {
                @Override
                public void hinted(Hint hint) {
                    hints.add(hint);
                }
            };

    @Test
    void idleDriverIsToldWhereJobsWereAskedForAndDecisionsStayTheSame() {
        Region silent = city(DispatchConfig.defaults());
        Region advised = city(DispatchConfig.defaults().withHints(IdleHints.Settings.usual()));

        assertEquals(silent.dispatcher.decisionHash(), advised.dispatcher.decisionHash());
        long asked = new CellGrid(8).cellOf(0, Region.at(0).lng());
        assertTrue(hints.stream().anyMatch(hint -> hint.cell() == asked), hints::toString);
    }

    /// Jobs at one place, an hour long, for which a single driver is there; others idle 2 km away.
    private Region city(DispatchConfig config) {
        Region region = new Region(config);
        region.dispatcher = new Dispatcher(config, new MinimumCost(), watcher);
        region.driver("a", 2_000);
        region.driver("b", 2_050);
        region.driver("c", 2_100);
        for (int minute = 0; minute < 60; minute++) {
            region.job("j" + minute, 0);
            region.cancel("j" + minute);
            region.pass(60, "a", "b", "c");
        }
        return region;
    }
}
