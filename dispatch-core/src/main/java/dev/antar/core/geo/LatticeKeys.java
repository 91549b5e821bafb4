package dev.antar.core.geo;

/// The keys of [CellLattice] for many points at once, by one short loop after the other as in
/// [SpherePoints]. One thread.
final class LatticeKeys {

    private static final int MOST = SpherePoints.MOST;

    private final CellLattice lattice;
    private int face;
    private double[] frame;
    private final double[] q = new double[MOST];
    private final double[] r = new double[MOST];
    private final double[] nearQ = new double[MOST];
    private final double[] nearR = new double[MOST];
    private final double[] toSide = new double[MOST];
    private final double[] aboveNext = new double[MOST];

    LatticeKeys(CellLattice lattice) {
        this.lattice = lattice;
        this.face = lattice.face();
        this.frame = lattice.frame(face);
    }

    /// Writes the keys of the first `count` points; [CellLattice#UNSURE] also for those on another
    /// face than the point that the lattice located last.
    void of(SpherePoints points, int count, long[] keys) {
        double[] x = points.x();
        double[] y = points.y();
        double[] z = points.z();
        if (face != lattice.face()) {
            face = lattice.face();
            frame = lattice.frame(face);
        }
        project(count, frame, x, y, z, q, r);
        round(count, q, r, nearQ, nearR);
        measureSides(count, q, r, nearQ, nearR, toSide);
        measureEdges(count, frame, x, y, z, aboveNext);
        double safeWidth = lattice.safeWidth();
        for (int i = 0; i < count; i++) {
            long key = CellLattice.key(face, nearQ[i], nearR[i]);
            boolean sure = toSide[i] < safeWidth && aboveNext[i] > CellLattice.SAFE_ABOVE_NEXT;
            keys[i] = sure ? key : CellLattice.UNSURE;
        }
    }

    private static void project(
            int count, double[] frame, double[] x, double[] y, double[] z, double[] q, double[] r) {
        double cx = frame[0];
        double cy = frame[1];
        double cz = frame[2];
        double qx = frame[3];
        double qy = frame[4];
        double qz = frame[5];
        double rx = frame[6];
        double ry = frame[7];
        double rz = frame[8];
        for (int i = 0; i < count; i++) {
            double perFace = 1 / (cx * x[i] + cy * y[i] + cz * z[i]);
            q[i] = (qx * x[i] + qy * y[i] + qz * z[i]) * perFace;
            r[i] = (rx * x[i] + ry * y[i] + rz * z[i]) * perFace;
        }
    }

    private static void round(int count, double[] q, double[] r, double[] nearQ, double[] nearR) {
        for (int i = 0; i < count; i++) {
            double middle = Math.floor(2 * q[i] + r[i] + 1);
            double near = CellLattice.thirds(Math.floor(q[i] - r[i] + 1) + middle);
            nearQ[i] = near;
            nearR[i] = CellLattice.thirds(middle + Math.floor(q[i] + 2 * r[i] + 1)) - near;
        }
    }

    private static void measureSides(
            int count, double[] q, double[] r, double[] nearQ, double[] nearR, double[] toSide) {
        for (int i = 0; i < count; i++) {
            double restQ = q[i] - nearQ[i];
            double restR = r[i] - nearR[i];
            double across = Math.abs(restQ - restR);
            double along = Math.abs(2 * restR + restQ);
            double down = Math.abs(2 * restQ + restR);
            toSide[i] = Math.max(across, Math.max(along, down));
        }
    }

    /// How much nearer the face's centre is than that of the nearest of its three neighbours, in
    /// cosines; negative for a point of another face.
    private static void measureEdges(
            int count, double[] frame, double[] x, double[] y, double[] z, double[] aboveNext) {
        double cx = frame[0];
        double cy = frame[1];
        double cz = frame[2];
        double ax = frame[9];
        double ay = frame[10];
        double az = frame[11];
        double bx = frame[12];
        double by = frame[13];
        double bz = frame[14];
        double dx = frame[15];
        double dy = frame[16];
        double dz = frame[17];
        for (int i = 0; i < count; i++) {
            double a = ax * x[i] + ay * y[i] + az * z[i];
            double b = bx * x[i] + by * y[i] + bz * z[i];
            double d = dx * x[i] + dy * y[i] + dz * z[i];
            aboveNext[i] = cx * x[i] + cy * y[i] + cz * z[i] - Math.max(a, Math.max(b, d));
        }
    }
}
