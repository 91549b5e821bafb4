package dev.antar.core.plan;

/// The exact assignment that a planning round needs: every job at most one driver, every driver at
/// most one job, at the least total cost. Whoever has a solver brings it; one thread.
public interface OneToOne {

    /// Given for a job that gets nobody.
    int NOBODY = -1;

    /// Forgets what was; drivers are numbered from 0.
    void begin(int drivers);

    /// Begins the next job: numbered from 0 in the order in which they come.
    ///
    /// @param unmatchedCost what it costs that nobody gets it
    void job(long unmatchedCost);

    /// Says that a driver could do the job begun last; each at most once.
    void driver(int driver, int cost);

    void solve();

    /// The job's driver, or [#NOBODY].
    int driverOf(int job);
}
