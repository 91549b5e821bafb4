package dev.antar.benchmarks.data;

import java.util.Random;

/// A made-up clustered city with drivers that drive: 60 % of them around forty busy places, the
/// rest spread over a disk of 25 km. Who is where, moves and questions follow from the seed alone.
public final class City {

    /// Share of drivers that [#wanted] accepts.
    public static final double WANTED_SHARE = 0.5;

    private static final double CENTER_LAT = 41.05;
    private static final double CENTER_LNG = 29.0;
    private static final double RADIUS_METERS = 25_000;
    private static final double METERS_PER_DEGREE = 111_194.93;
    private static final int BUSY_PLACES = 40;
    private static final double MEAN_STEP_METERS = 33;

    private final Random random;
    private final double metersPerDegreeLng =
            METERS_PER_DEGREE * Math.cos(Math.toRadians(CENTER_LAT));
    private final double[] busy = new double[3 * BUSY_PLACES];
    private final double[] lat;
    private final double[] lng;
    private final float[] heading;
    private final boolean[] wanted;

    public City(int drivers, long seed) {
        random = new Random(seed);
        lat = new double[drivers];
        lng = new double[drivers];
        heading = new float[drivers];
        wanted = new boolean[drivers];
        for (int i = 0; i < BUSY_PLACES; i++) {
            double distance = RADIUS_METERS * 0.8 * Math.sqrt(random.nextDouble());
            double bearing = 2 * Math.PI * random.nextDouble();
            busy[3 * i] = distance * Math.cos(bearing);
            busy[3 * i + 1] = distance * Math.sin(bearing);
            busy[3 * i + 2] = 400 + 2_000 * random.nextDouble();
        }
        for (int i = 0; i < drivers; i++) {
            place(i);
            heading[i] = (float) (2 * Math.PI * random.nextDouble());
            wanted[i] = random.nextDouble() < WANTED_SHARE;
        }
    }

    public int drivers() {
        return lat.length;
    }

    /// Where a driver is now, degrees.
    public double lat(int driver) {
        return lat[driver];
    }

    public double lng(int driver) {
        return lng[driver];
    }

    /// Whether questions ask for this driver: idle, and with the skill.
    public boolean wanted(int driver) {
        return wanted[driver];
    }

    /// Drives: random drivers go some 33 m on, four seconds at eight metres a second.
    public Moves drive(int count) {
        Moves moves = new Moves(new int[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++) {
            int driver = random.nextInt(lat.length);
            heading[driver] += (float) ((random.nextDouble() - 0.5) * 0.6);
            double step = 2 * MEAN_STEP_METERS * random.nextDouble();
            lat[driver] += step * Math.cos(heading[driver]) / METERS_PER_DEGREE;
            lng[driver] += step * Math.sin(heading[driver]) / metersPerDegreeLng;
            moves.driver[i] = driver;
            moves.lat[i] = lat[driver];
            moves.lng[i] = lng[driver];
        }
        return moves;
    }

    /// Places where somebody asks for drivers: where drivers are, within some 300 m.
    public Moves ask(int count) {
        Moves questions = new Moves(new int[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++) {
            int driver = random.nextInt(lat.length);
            questions.lat[i] = lat[driver] + random.nextGaussian() * 300 / METERS_PER_DEGREE;
            questions.lng[i] = lng[driver] + random.nextGaussian() * 300 / metersPerDegreeLng;
        }
        return questions;
    }

    private void place(int driver) {
        double east;
        double north;
        if (random.nextDouble() < 0.6) {
            int at = 3 * random.nextInt(BUSY_PLACES);
            east = busy[at] + random.nextGaussian() * busy[at + 2];
            north = busy[at + 1] + random.nextGaussian() * busy[at + 2];
        } else {
            double distance = RADIUS_METERS * Math.sqrt(random.nextDouble());
            double bearing = 2 * Math.PI * random.nextDouble();
            east = distance * Math.cos(bearing);
            north = distance * Math.sin(bearing);
        }
        lat[driver] = CENTER_LAT + north / METERS_PER_DEGREE;
        lng[driver] = CENTER_LNG + east / metersPerDegreeLng;
    }

    /// Positions in order, each with its driver. Made before anything is timed.
    ///
    /// @param driver meaningless in questions
    @SuppressWarnings("ArrayRecordComponent") // Read by the million, compared by nobody.
    public record Moves(int[] driver, double[] lat, double[] lng) {

        public int size() {
            return driver.length;
        }
    }
}
