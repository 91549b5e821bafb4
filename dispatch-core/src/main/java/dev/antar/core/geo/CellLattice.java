package dev.antar.core.geo;

import java.util.Arrays;

/// Tells which H3 cell a point is in without asking H3, wherever that can be proven: in a dozen
/// multiplications instead of a native call of 300 ns. One thread.
final class CellLattice {

    /*
     * H3 lays an icosahedron around the Earth, projects each face from the Earth's centre onto its
     * plane (great circles become straight lines) and covers the plane with a lattice of hexagons.
     * The cell of a point is a function of two things only: the face whose centre is nearest, and
     * the lattice point of that face that is nearest. This holds for pentagons and for cells that
     * lie on two faces too; there, several keys stand for one cell. So (face, lattice point) is a
     * key, whose cell H3 is asked for once.
     *
     * The icosahedron is read off H3 itself: its corners are the centres of the twelve pentagons.
     * At resolution 0 a corner is two steps from the face's centre; each resolution divides the
     * step by √7, and odd ones are turned by atan(√3/5).
     *
     * H3 and we both round. Within SAFE_METERS of a border between hexagons or faces the answer is
     * UNSURE and H3 decides. Its rounding is some micrometres, ours less: the band is a thousand
     * times as wide, and some 0.02 % of the points of a city fall into it at resolution 9. It is no
     * wider because H3 takes 3 µs to decide among other work: at 0.1 m that was 6 ns a fix.
     */

    /// The answer where only H3 can tell.
    static final long UNSURE = -1;

    private static final double SAFE_METERS = 0.01;
    private static final double SAFE_ANGLE = SAFE_METERS / GreatCircle.EARTH_RADIUS_METERS;
    private static final int FACES = 20;

    /// The distance of the centres of two faces side by side.
    private static final double FACE_STEP = 0.7137;

    /// A point whose cosine to a face's centre is higher by this than to the next one's is safely
    /// on that face.
    static final double SAFE_ABOVE_NEXT = 1.01 * FACE_STEP * SAFE_ANGLE;

    private static final int FRAME = 18;
    private static final int BIAS = 1 << 28;

    /// The gnomonic projection stretches by at most 1 / cos² of the angle from centre to corner.
    private static final double MOST_STRETCH = 1.6;

    /// Inside of this cosine from its centre, minus some hundred metres, a face is alone.
    private static final double INSCRIBED_COSINE = 0.9342;

    private final double scale;
    private final double safeWidth;

    /// Per face: its centre, then the two axes of the lattice, then the centres of the three faces
    /// beside it; eighteen numbers.
    private final double[] frames = new double[FACES * FRAME];

    private int face;
    private long key;
    private double restQ;
    private double restR;
    private double cosine;
    private double toEdge;

    CellLattice(CellGrid grid) {
        double[][] corners =
                grid.pentagonCenters().stream().map(CellLattice::vector).toArray(double[][]::new);
        double turn = grid.resolution() % 2 == 0 ? 0 : StrictMath.atan(StrictMath.sqrt(3) / 5);
        double size = StrictMath.pow(7, grid.resolution() / 2.0);
        int found = 0;
        double steps = 0;
        for (int a = 0; a < 12; a++) {
            for (int b = a + 1; b < 12; b++) {
                for (int c = b + 1; c < 12; c++) {
                    if (adjacent(corners[a], corners[b])
                            && adjacent(corners[b], corners[c])
                            && adjacent(corners[a], corners[c])) {
                        steps =
                                frame(
                                        found++ * FRAME,
                                        corners[a],
                                        corners[b],
                                        corners[c],
                                        size,
                                        turn);
                    }
                }
            }
        }
        for (int number = 0; number < FACES; number++) {
            placeNeighbours(number * FRAME);
        }
        this.scale = steps;
        this.safeWidth =
                1 - 2 * MOST_STRETCH * SAFE_METERS / GreatCircle.EARTH_RADIUS_METERS * scale;
    }

    /// A key that stands for the point's cell at this resolution, or [#UNSURE].
    long keyOf(double x, double y, double z) {
        return locate(x, y, z) < safeWidth ? key : UNSURE;
    }

    /// Finds face and lattice point, for the methods below; answers how near the point is to a side
    /// of its hexagon: 0 in the middle, 1 on a side, infinity where two faces are too near to tell.
    double locate(double x, double y, double z) {
        int at = face * FRAME;
        double toFace = dot(at, x, y, z);
        if (toFace >= INSCRIBED_COSINE) {
            // The cosine falls by at most the sine of the inscribed circle per radian.
            toEdge = (toFace - INSCRIBED_COSINE) / 0.3569;
        } else {
            turnToFace(x, y, z);
            at = face * FRAME;
            toFace = dot(at, x, y, z);
        }
        cosine = toFace;
        double perFace = 1 / toFace;
        double q = dot(at + 3, x, y, z) * perFace;
        double r = dot(at + 6, x, y, z) * perFace;
        // Rounding to the nearest hexagon by halves in three directions, without a branch that the
        // processor could guess wrongly (Chambers). Should it ever be off, the sides below show it.
        double middle = Math.floor(2 * q + r + 1);
        double nearQ = thirds(Math.floor(q - r + 1) + middle);
        double nearR = thirds(middle + Math.floor(q + 2 * r + 1)) - nearQ;
        restQ = q - nearQ;
        restR = r - nearR;
        key = key(face, nearQ, nearR);
        if (toEdge < SAFE_ANGLE) {
            return Double.POSITIVE_INFINITY;
        }
        // Twice the distance from the centre in the direction of each pair of sides; sides are at
        // 1.
        double across = Math.abs(restQ - restR);
        double along = Math.abs(2 * restR + restQ);
        double down = Math.abs(2 * restQ + restR);
        return Math.max(across, Math.max(along, down));
    }

    /// How many steps of the lattice make an Earth radius, at a face's centre.
    double scale() {
        return scale;
    }

    /// The angle from the point located to the nearest side of its face, at least; radians.
    double toEdge() {
        return toEdge;
    }

    /// The cosine of the angle from the point located to its face's centre.
    double cosine() {
        return cosine;
    }

    /// Where the point located is from its lattice point, in steps along the first axis …
    double restQ() {
        return restQ;
    }

    /// … and along the second, 60 degrees from the first.
    double restR() {
        return restR;
    }

    /// The key of the lattice point so many steps from that of the point located.
    long neighbour(int stepsQ, int stepsR) {
        return key + ((long) stepsQ << 29) + stepsR;
    }

    static long key(int face, double nearQ, double nearR) {
        return ((long) face << 58) | ((long) nearQ + BIAS) << 29 | ((long) nearR + BIAS);
    }

    /// The face of the point located last.
    int face() {
        return face;
    }

    /// A face's centre, the lattice's two axes, the centres of the three faces beside it; x, y and
    /// z of each.
    double[] frame(int number) {
        return Arrays.copyOfRange(frames, number * FRAME, (number + 1) * FRAME);
    }

    /// Below this, what [#locate] answers is safe.
    double safeWidth() {
        return safeWidth;
    }

    /// Finds the face of a point, and how far it is from the face that is second nearest.
    private void turnToFace(double x, double y, double z) {
        double best = -1;
        double second = -1;
        int nearest = 0;
        for (int i = 0; i < FACES; i++) {
            double cos = dot(i * FRAME, x, y, z);
            if (cos > best) {
                second = best;
                best = cos;
                nearest = i;
            } else if (cos > second) {
                second = cos;
            }
        }
        face = nearest;
        // The difference is the sine of the angle to the side, times the centres' distance.
        toEdge = (best - second) / FACE_STEP;
    }

    /// Writes the centres of the three faces that are nearest to one.
    private void placeNeighbours(int at) {
        int beside = 0;
        for (int other = 0; other < frames.length; other += FRAME) {
            double cos = dot(at, frames[other], frames[other + 1], frames[other + 2]);
            // 0.745 for those beside it, 0.333 for the next.
            if (other != at && cos > 0.6) {
                System.arraycopy(frames, other, frames, at + 9 + 3 * beside++, 3);
            }
        }
    }

    /// Writes the frame of the face with these corners; answers how many steps make a radius.
    private double frame(int at, double[] a, double[] b, double[] c, double size, double turn) {
        double[] n =
                unit(new double[] {a[0] + b[0] + c[0], a[1] + b[1] + c[1], a[2] + b[2] + c[2]});
        double height = a[0] * n[0] + a[1] * n[1] + a[2] * n[2];
        double[] east =
                unit(
                        new double[] {
                            a[0] - height * n[0], a[1] - height * n[1], a[2] - height * n[2]
                        });
        double[] north = {
            n[1] * east[2] - n[2] * east[1],
            n[2] * east[0] - n[0] * east[2],
            n[0] * east[1] - n[1] * east[0]
        };
        double toCorner = StrictMath.sqrt(1 - height * height) / height;
        double steps = 2 / toCorner * size;
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        double third = 1 / StrictMath.sqrt(3);
        for (int i = 0; i < 3; i++) {
            double first = (east[i] * cos + north[i] * sin) * steps;
            double other = (north[i] * cos - east[i] * sin) * steps;
            frames[at + i] = n[i];
            frames[at + 3 + i] = first - other * third;
            frames[at + 6 + i] = 2 * other * third;
        }
        return steps;
    }

    /// A whole number divided by three, rounded down.
    static double thirds(double whole) {
        return Math.floor((whole + 0.5) * (1 / 3.0));
    }

    private double dot(int at, double x, double y, double z) {
        return frames[at] * x + frames[at + 1] * y + frames[at + 2] * z;
    }

    private static boolean adjacent(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] > 0.4;
    }

    private static double[] unit(double[] v) {
        double length = StrictMath.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    private static double[] vector(LatLng place) {
        return new double[] {
            UnitVector.x(place.lat(), place.lng()),
            UnitVector.y(place.lat(), place.lng()),
            UnitVector.z(place.lat())
        };
    }
}
