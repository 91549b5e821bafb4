package dev.antar.benchmarks.peer;

import org.tinspin.index.Index.PointIteratorKnn;
import org.tinspin.index.PointMultimap;
import org.tinspin.index.phtree.PHTreeMMP;
import org.tinspin.index.qthypercube2.QuadTreeKD2;

import java.util.function.IntPredicate;

/// An index of the tinspin library, changed in place. It searches nearest neighbours itself, but
/// without a filter: it is asked for three times as many, and again for more if too few are wanted.
public final class Tinspin extends Plane {

    private final String name;
    private final PointMultimap<Integer> index;

    private Tinspin(String name, PointMultimap<Integer> index, IntPredicate wanted) {
        super(wanted);
        this.name = name;
        this.index = index;
    }

    public static Tinspin quadtree(IntPredicate wanted) {
        return new Tinspin("tinspin-quadtree", QuadTreeKD2.create(2), wanted);
    }

    public static Tinspin phTree(IntPredicate wanted) {
        return new Tinspin("tinspin-phtree", PHTreeMMP.create(2), wanted);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void move(int driver, double lat, double lng) {
        double newX = x(lng);
        double newY = y(lat);
        if (driver < drivers) {
            index.update(new double[] {x[driver], y[driver]}, new double[] {newX, newY}, driver);
        } else {
            index.insert(new double[] {newX, newY}, driver);
        }
        note(driver, newX, newY);
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        double[] place = {x(lng), y(lat)};
        for (int asked = 3 * k; ; asked *= 3) {
            PointIteratorKnn<Integer> neighbours = index.queryKnn(place, asked);
            int count = 0;
            int seen = 0;
            while (count < k && neighbours.hasNext()) {
                int driver = neighbours.next().value();
                seen++;
                if (wanted.test(driver)) {
                    found[count++] = driver;
                }
            }
            if (count == k || seen == drivers) {
                return count;
            }
        }
    }

    @Override
    void square(double centerX, double centerY, double reach) {
        throw new UnsupportedOperationException("tinspin searches by itself");
    }
}
