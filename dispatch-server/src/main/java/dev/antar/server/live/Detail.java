package dev.antar.server.live;

/// How closely a view is shown.
///
/// @param eachDriver whether drivers are sent one by one, and not only counted
/// @param resolution H3 resolution of the cells in which things are counted, 0 for no cells
record Detail(boolean eachDriver, Jobs jobs, int resolution) {

    /// Which jobs are sent one by one.
    enum Jobs {
        /// All of the region's.
        REGION,
        /// Those with a pickup in the view.
        VIEW,
        /// None: they are counted by cell.
        CELLS
    }

    /// How many things at most are sent one by one.
    ///
    /// @param fewDrivers in the view, however far out
    /// @param drivers in the view from [#NEAR_ZOOM] on
    /// @param jobs of the region, or of the view
    /// @param wholeDrivers to a client that never sent a view
    /// @param wholeJobs to a client that never sent a view
    record Limits(int fewDrivers, int drivers, int jobs, int wholeDrivers, int wholeJobs) {}

    static final Limits LIMITS = new Limits(500, 5_000, 2_000, 50_000, 50_000);

    static final double NEAR_ZOOM = 11;

    /// What is shown one by one stays so until it is by so much more than the limit: a number that
    /// swings around the limit must not turn the picture over and over.
    private static final double SLACK = 1.25;

    private static final int WHOLE_RESOLUTION = 7;
    private static final double MIN_EDGE_PIXELS = 32;
    private static final double MAX_CELLS = 8_000;
    private static final double EDGE_METERS_AT_0 = 1_281_256;
    private static final double SQUARE_METERS_AT_0 = 4.357e12;

    /// @param before how the view is shown now
    static Detail of(View view, Census census, Detail before, Limits limits) {
        int drivers = census.driversInView();
        int most = view.whole() ? limits.wholeDrivers : limits.drivers;
        boolean near = view.whole() || view.zoom() >= NEAR_ZOOM;
        boolean each =
                fits(drivers, limits.fewDrivers, before.eachDriver)
                        || (near && fits(drivers, most, before.eachDriver));
        Jobs jobs = jobs(view, census, before.jobs, limits);
        boolean cells = !each || jobs == Jobs.CELLS;
        return new Detail(each, jobs, cells ? resolution(view) : 0);
    }

    /// What is there to be shown.
    record Census(int driversInView, int jobsInRegion, int jobsInView) {}

    private static Jobs jobs(View view, Census census, Jobs before, Limits limits) {
        int most = view.whole() ? limits.wholeJobs : limits.jobs;
        if (fits(census.jobsInRegion, most, before == Jobs.REGION)) {
            return Jobs.REGION;
        }
        return fits(census.jobsInView, most, before == Jobs.VIEW) ? Jobs.VIEW : Jobs.CELLS;
    }

    private static boolean fits(int count, int limit, boolean already) {
        return count <= (already ? limit * SLACK : limit);
    }

    /// The finest whose cells are large enough to be told apart on the screen, and not too many.
    private static int resolution(View view) {
        if (view.whole()) {
            return WHOLE_RESOLUTION;
        }
        double edge = MIN_EDGE_PIXELS * view.metersPerPixel();
        double area = view.bounds().squareMeters();
        int resolution = CellCounts.FINEST;
        while (resolution > CellCounts.COARSEST
                && (EDGE_METERS_AT_0 / Math.pow(7, resolution / 2.0) < edge
                        || area / (SQUARE_METERS_AT_0 / Math.pow(7, resolution)) > MAX_CELLS)) {
            resolution--;
        }
        return resolution;
    }
}
