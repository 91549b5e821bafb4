package dev.antar.server.engine;

import dev.antar.core.demand.Hint;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Fairness;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.Certificate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// Everybody who watches a region. One that fails is told of in the log and does not keep the
/// others from hearing. The region's thread.
final class Listeners implements Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<RegionListener> listeners = new ArrayList<>();
    private final List<RegionListener> decisionsTo = new ArrayList<>();

    void add(RegionListener listener) {
        listeners.add(listener);
        if (listener.wantsDecisions()) {
            decisionsTo.add(listener);
        }
    }

    void committed(List<Event> events) {
        for (RegionListener listener : listeners) {
            try {
                listener.committed(events);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on committed events", e);
            }
        }
    }

    @Override
    public void driverChanged(Driver driver) {
        for (RegionListener listener : listeners) {
            listener.driverChanged(driver);
        }
    }

    @Override
    public void qualityChanged(Driver driver, FixQuality before) {
        for (RegionListener listener : listeners) {
            listener.qualityChanged(driver, before);
        }
    }

    @Override
    public void jobChanged(OpenJob job) {
        for (RegionListener listener : listeners) {
            listener.jobChanged(job);
        }
    }

    @Override
    public void hinted(Hint hint) {
        for (RegionListener listener : listeners) {
            listener.hinted(hint);
        }
    }

    @Override
    public boolean wantsDecisions() {
        return !decisionsTo.isEmpty();
    }

    @Override
    public void decided(DecisionRecord record) {
        for (RegionListener listener : decisionsTo) {
            listener.decided(record);
        }
    }

    @Override
    public void incomesPriced(Fairness.Round price) {
        for (RegionListener listener : listeners) {
            listener.incomesPriced(price);
        }
    }

    @Override
    public void roundHeld(int jobs, int matches, Certificate proof) {
        if (jobs > 0) {
            LOG.debug("Round of {} jobs: {}", jobs, proof);
        }
        for (RegionListener listener : listeners) {
            listener.roundHeld(jobs, matches, proof);
        }
    }
}
