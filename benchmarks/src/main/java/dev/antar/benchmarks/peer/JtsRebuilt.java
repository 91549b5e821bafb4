package dev.antar.benchmarks.peer;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.SpatialIndex;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.index.strtree.STRtree;

import java.util.function.IntPredicate;
import java.util.function.Supplier;

/// A packed tree of JTS. It cannot be changed, so it is built anew from all drivers.
public final class JtsRebuilt extends Plane {

    private final String name;
    private final Supplier<SpatialIndex> empty;
    private SpatialIndex tree;

    private JtsRebuilt(String name, Supplier<SpatialIndex> empty, IntPredicate wanted) {
        super(wanted);
        this.name = name;
        this.empty = empty;
        this.tree = empty.get();
    }

    public static JtsRebuilt strTree(IntPredicate wanted) {
        return new JtsRebuilt("jts-strtree", STRtree::new, wanted);
    }

    public static JtsRebuilt hprTree(IntPredicate wanted) {
        return new JtsRebuilt("jts-hprtree", HPRtree::new, wanted);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean rebuilt() {
        return true;
    }

    @Override
    public void move(int driver, double lat, double lng) {
        note(driver, x(lng), y(lat));
    }

    @Override
    public void settle() {
        tree = empty.get();
        for (int driver = 0; driver < drivers; driver++) {
            tree.insert(new Envelope(x[driver], x[driver], y[driver], y[driver]), driver);
        }
        // Both are packed by the first search.
        tree.query(new Envelope(0, 0, 0, 0));
    }

    @Override
    void square(double centerX, double centerY, double reach) {
        Envelope square = new Envelope(centerX, centerX, centerY, centerY);
        square.expandBy(reach);
        tree.query(square, driver -> look((Integer) driver));
    }
}
