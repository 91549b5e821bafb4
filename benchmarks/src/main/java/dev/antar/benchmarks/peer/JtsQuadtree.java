package dev.antar.benchmarks.peer;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

import java.util.function.IntPredicate;

/// The quadtree of JTS, changed in place.
public final class JtsQuadtree extends Plane {

    private final Quadtree tree = new Quadtree();

    public JtsQuadtree(IntPredicate wanted) {
        super(wanted);
    }

    @Override
    public String name() {
        return "jts-quadtree";
    }

    @Override
    public void move(int driver, double lat, double lng) {
        if (driver < drivers) {
            tree.remove(point(x[driver], y[driver]), driver);
        }
        note(driver, x(lng), y(lat));
        tree.insert(point(x[driver], y[driver]), driver);
    }

    @Override
    void square(double centerX, double centerY, double reach) {
        Envelope square = new Envelope(centerX, centerX, centerY, centerY);
        square.expandBy(reach);
        tree.query(square, driver -> look((Integer) driver));
    }

    private static Envelope point(double x, double y) {
        return new Envelope(x, x, y, y);
    }
}
