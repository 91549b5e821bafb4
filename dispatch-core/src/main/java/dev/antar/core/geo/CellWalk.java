package dev.antar.core.geo;

/// The cells around a place, ring by ring, by arithmetic on the lattice of their face: no list of
/// neighbours is kept, no native call made. Lengths are in steps, the distance of two hexagons'
/// centres; bounds hold for whatever [CellTable] has put into a cell. One thread.
public final class CellWalk {

    /*
     * On the plane of its face the lattice is regular, so that the distance to a hexagon n steps
     * away, and to everything beyond a ring of hexagons, follows from where in its own hexagon the
     * place is. The projection stretches: a chord is at least as long as the way in the plane times
     * the square of the least cosine in the neighbourhood. Near a side of the face, where hexagons
     * continue on another plane, a walk is not possible and says so; that is a strip of a few
     * cells along the thirty sides of the icosahedron.
     */

    /// How many rings a walk can go.
    public static final int RINGS = 4;

    /// From resolution 4 on: larger cells are too few on a face, and their positions too coarse.
    private static final double LEAST_SCALE = 100;

    /// From a hexagon's centre to its corner.
    private static final double CORNER = 1 / Math.sqrt(3);

    /// What rounding to the grid and H3's own may move a driver out of his hexagon, in metres.
    private static final double ROUNDING_METERS = 0.05;

    private static final int[] STEPS_Q = new int[1 + 3 * RINGS * (RINGS + 1)];
    private static final int[] STEPS_R = new int[STEPS_Q.length];

    static {
        int at = 0;
        for (int ring = 0; ring <= RINGS; ring++) {
            for (int q = -ring; q <= ring; q++) {
                for (int r = -ring; r <= ring; r++) {
                    if (Math.max(Math.abs(q), Math.max(Math.abs(r), Math.abs(q + r))) == ring) {
                        STEPS_Q[at] = q;
                        STEPS_R[at] = r;
                        at++;
                    }
                }
            }
        }
    }

    private final CellLattice lattice;
    private final KeyMap numbers;
    private final double rounding;
    private double restQ;
    private double restR;
    private double toSide;
    private double fromCenter;
    private double stepsPerChord;

    CellWalk(CellLattice lattice, KeyMap numbers) {
        this.lattice = lattice;
        this.numbers = numbers;
        this.rounding = 1.6 * ROUNDING_METERS / GreatCircle.EARTH_RADIUS_METERS * lattice.scale();
    }

    void begin(SpherePoint place) {
        double side = lattice.locate(place.x(), place.y(), place.z());
        restQ = lattice.restQ();
        restR = lattice.restR();
        toSide = (1 - side) / 2;
        fromCenter = Math.sqrt(restQ * restQ + restQ * restR + restR * restR);
        double least = lattice.cosine() - (RINGS + 2) / lattice.scale();
        stepsPerChord = lattice.scale() / (least * least * 0.997);
    }

    /// Whether all the rings are on the plane of one face, so that a walk is possible.
    public boolean possible() {
        return lattice.toEdge() * lattice.scale() > (RINGS + 2) * 1.6
                && lattice.scale() > LEAST_SCALE;
    }

    /// The most that a chord can be in steps; in Earth radii.
    public double steps(double chord) {
        return chord * stepsPerChord;
    }

    /// The least distance to anything outside the rings up to this one; ring 0 is the own cell.
    public double stepsOutOf(int ring) {
        double clear = ring == 0 ? toSide : (1.5 * ring + 0.5) * CORNER - fromCenter;
        return clear - rounding;
    }

    /// Cells of a ring are at places from `first(ring)` to before `first(ring + 1)`.
    public static int first(int ring) {
        return ring == 0 ? 0 : 1 + 3 * ring * (ring - 1);
    }

    /// The square of the distance to the centre of the hexagon at a place of the walk.
    public double squaredSteps(int at) {
        double q = STEPS_Q[at] - restQ;
        double r = STEPS_R[at] - restR;
        return q * q + q * r + r * r;
    }

    /// How much nearer than its centre the nearest point of a hexagon may be.
    public double cornerSteps() {
        return CORNER + rounding;
    }

    /// The number of the cell at a place of the walk, or [CellTable#NONE] for one that is not
    /// known, which therefore holds nothing.
    public int number(int at) {
        return numbers.get(lattice.neighbour(STEPS_Q[at], STEPS_R[at]));
    }
}
