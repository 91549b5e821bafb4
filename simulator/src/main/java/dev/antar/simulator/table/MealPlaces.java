package dev.antar.simulator.table;

import dev.antar.simulator.trace.MealInstance;

/// Minutes between all places of an instance: restaurants first, then orders, then where couriers
/// begin.
final class MealPlaces {

    private final int count;
    private final short[] minutes;

    private MealPlaces(int count, short[] minutes) {
        this.count = count;
        this.minutes = minutes;
    }

    static MealPlaces of(MealInstance instance) {
        int restaurants = instance.restaurants().size();
        int orders = instance.orders().size();
        int count = restaurants + orders + instance.couriers().size();
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < restaurants; i++) {
            x[i] = instance.restaurants().get(i).x();
            y[i] = instance.restaurants().get(i).y();
        }
        for (int i = 0; i < orders; i++) {
            x[restaurants + i] = instance.orders().get(i).x();
            y[restaurants + i] = instance.orders().get(i).y();
        }
        for (int i = restaurants + orders; i < count; i++) {
            x[i] = instance.couriers().get(i - restaurants - orders).x();
            y[i] = instance.couriers().get(i - restaurants - orders).y();
        }
        short[] minutes = new short[count * count];
        for (int from = 0; from < count; from++) {
            for (int to = 0; to < count; to++) {
                int away = instance.minutes(x[from], y[from], x[to], y[to]);
                minutes[from * count + to] = (short) Math.min(away, Short.MAX_VALUE);
            }
        }
        return new MealPlaces(count, minutes);
    }

    int millis(int from, int to) {
        return minutes[from * count + to] * MealRun.MINUTE;
    }
}
