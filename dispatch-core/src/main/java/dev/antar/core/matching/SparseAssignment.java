package dev.antar.core.matching;

/// Assigns jobs to drivers at the least total cost, exactly, where each job names a few drivers and
/// may also stay unmatched at a price of its own. Jobs and drivers come, go and change between
/// solutions. Both are numbered from 0; costs are in milliseconds, at most 2³⁰ in size. Memory is
/// kept. One thread.
///
/// The same calls have the same answer; among answers of equal cost it depends on their order, in
/// which the earlier job and the lower driver win.
public final class SparseAssignment {

    /*
     * Successive shortest augmenting paths with prices (Jonker and Volgenant 1987, on sparse lists
     * and with an outside option). Each driver d has a price p(d) ≥ 0, each job j a value
     *
     *     u(j) = min( U(j), L(j), min over the drivers it names of c(j,d) + p(d) )
     *
     * where U(j) is the cost of leaving it unmatched and L(j) a cost that no driver it does not name
     * can beat. Kept true between calls, for the jobs that are in:
     *
     *     a matched pair is tight, u(j) = c(j,d) + p(d);
     *     an unmatched job has u(j) = U(j);
     *     a free driver has p(d) = 0.
     *
     * Together these make the matching optimal over all drivers, named or not (complementary
     * slackness), with proof: the sum of costs equals the sum of u minus the sum of p.
     *
     * Inserting a job (PriceRise) is a Dijkstra over drivers: reaching one costs the job's edge plus
     * his price; a taken driver leads on to the job that has him, which may look elsewhere or give
     * up its place at U. Where the search would pass a job's L, it stops and asks for more of that
     * job's drivers: so lists grow only where the optimum needs it. The cheapest end is taken, prices
     * on the way rise by what is left of the distance, and the path is flipped.
     *
     * Freeing a driver whose price is not 0 (PriceFall) is the mirror image, a Dijkstra over jobs
     * that lowers prices until somebody takes him, a later driver on the path can be spared, or his
     * price is 0.
     *
     * A search that runs out of steps leaves everything as it was, its job outside; the rest stays
     * optimal. Work stays near the change: a few drivers where supply is ample, dozens where tight.
     */

    /// In place of a job or a driver.
    public static final int NOBODY = -1;

    /// What it costs to leave a job unmatched that must be served while anybody can.
    public static final long MANDATORY = 1L << 40;

    /// Names more drivers of a job: [#unname], [#name] each, [#bound].
    public interface Widener {

        void widen(int job);
    }

    private final Pairing pairing = new Pairing();
    private final PriceRise rise = new PriceRise(pairing);
    private final PriceFall fall = new PriceFall(pairing);
    private Widener widener = _ -> {};
    private long budget = Long.MAX_VALUE;

    /// Forgets every job; every driver is free and present.
    public void reset(Widener moreDrivers) {
        pairing.clear();
        widener = moreDrivers;
    }

    /// Makes room for drivers below this number.
    public void ensureDrivers(int drivers) {
        pairing.ensureDrivers(drivers);
    }

    /// Makes a job known, outside as yet and without drivers; jobs are numbered 0, 1, 2 …
    public int addJob(long costIfUnmatched) {
        return pairing.addJob(costIfUnmatched);
    }

    /// Names a driver of a job that is outside or being widened; cheapest first.
    public void name(int job, int driver, int cost) {
        pairing.edges.add(job, driver, cost);
    }

    /// Forgets whom a job names that is being widened, so that all are named anew; the one it has
    /// must be among them, at the same cost, and so must all whose cost is below the bound.
    public void unname(int job) {
        pairing.edges.empty(job);
    }

    /// No driver that the job does not name costs less than this; [Long#MAX_VALUE] if there is
    /// none.
    public void bound(int job, long cost) {
        pairing.leftOut[job] = cost;
    }

    public long bound(int job) {
        return pairing.leftOut[job];
    }

    /// How many edges may be looked at from now on before insertions give up.
    public void allow(long more) {
        pairing.steps = 0;
        budget = more;
    }

    /// Counts work done elsewhere for the solution.
    public void spend(long more) {
        pairing.steps += more;
    }

    /// How many edges were looked at since [#allow].
    public long steps() {
        return pairing.steps;
    }

    /// Puts a job in that is outside, and makes room for it.
    ///
    /// @return whether it is in; if not, the work allowed was used up and nothing changed
    public boolean insert(int job) {
        return rise.insert(job, widener, budget);
    }

    /// Takes a job out that nobody wants any longer, or whose costs change; it keeps its drivers.
    public void withdraw(int job) {
        int driver = pairing.driverOf[job];
        pairing.in[job] = false;
        pairing.free(job);
        if (driver != NOBODY) {
            fall.settle(driver);
        }
    }

    /// Forgets whom a job names; it must be outside.
    public void forget(int job, long costIfUnmatched) {
        pairing.edges.empty(job);
        pairing.unmatchedCost[job] = costIfUnmatched;
        pairing.leftOut[job] = Long.MAX_VALUE;
    }

    /// Takes a matched pair out; the rest is optimal without them.
    public void dispatch(int job) {
        int driver = pairing.driverOf[job];
        pairing.in[job] = false;
        pairing.free(job);
        pairing.takeOut(driver);
    }

    /// Takes a driver out.
    ///
    /// @return the job that had him and is outside now, or [#NOBODY]
    public int lose(int driver) {
        int job = pairing.jobOf[driver];
        if (job != NOBODY) {
            pairing.free(job);
            pairing.in[job] = false;
        }
        pairing.takeOut(driver);
        return job;
    }

    /// Forgets every job's way to a driver who is out, so that he can come back elsewhere.
    public void forgetDriver(int driver) {
        EdgeLists edges = pairing.edges;
        for (int e = edges.ofDriver(driver); e != EdgeLists.NONE; e = edges.ofDriver(driver)) {
            edges.remove(e);
        }
    }

    /// Names a driver who is out, and about to come back, for a job that is in. To be done for
    /// every job whose value he could lower; the bound of the others must not be above what he
    /// costs.
    public void nameArriving(int job, int driver, int cost) {
        pairing.edges.insert(job, driver, cost);
    }

    /// Brings a driver back to those who name him.
    public void arrive(int driver) {
        EdgeLists edges = pairing.edges;
        long needed = 0;
        for (int e = edges.ofDriver(driver); e != EdgeLists.NONE; e = edges.next(e)) {
            int job = edges.owner(e);
            if (pairing.in[job]) {
                needed = Math.max(needed, pairing.valueOf(job) - edges.cost[e]);
            }
        }
        pairing.price[driver] = needed;
        fall.settle(driver);
    }

    /// Gives a free driver to a job that stays outside; afterwards only answers may be read.
    void take(int job, int driver, int cost) {
        pairing.pair(job, driver, cost);
    }

    /// The job's driver, or [#NOBODY].
    public int driverOf(int job) {
        return pairing.driverOf[job];
    }

    /// The driver's job, or [#NOBODY].
    public int jobOf(int driver) {
        return pairing.jobOf[driver];
    }

    /// Whether the driver has a job, or is out.
    public boolean taken(int driver) {
        return driver < pairing.price.length
                && (pairing.jobOf[driver] != NOBODY || pairing.price[driver] == Pairing.ABSENT);
    }

    public boolean isIn(int job) {
        return pairing.in[job];
    }

    /// How many jobs were added.
    public int jobs() {
        return pairing.jobs;
    }

    public long unmatchedCost(int job) {
        return pairing.unmatchedCost[job];
    }

    /// What the matched pair of this job costs.
    public int costOf(int job) {
        return pairing.costOf[pairing.driverOf[job]];
    }

    /// What it would be worth to others to have this driver; 0 if nobody wants him.
    public long price(int driver) {
        return pairing.price[driver];
    }

    /// What serving a job that is in costs the whole, all consequences counted.
    public long valueOf(int job) {
        return pairing.valueOf(job);
    }

    /// What no driver can serve this job for less than, were it to pay everybody's price; worked
    /// out from its list anew.
    public long leastOf(int job) {
        return pairing.leastOf(job);
    }

    /// The total cost of the matching, jobs that are outside not counted.
    public long primal() {
        return pairing.primal();
    }

    /// The lower bound that the prices prove over all drivers, named or not, worked out from the
    /// lists anew; equal to [#primal] at the optimum.
    public long dual() {
        return pairing.dual();
    }
}
