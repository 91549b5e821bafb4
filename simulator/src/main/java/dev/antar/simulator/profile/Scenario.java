package dev.antar.simulator.profile;

import java.util.List;

/// What happens in a load run: how many people, when, and what is wrong with their phones.
///
/// @param driverPrefix begins every driver's name
/// @param drivers sockets at the most
/// @param jobsPerMinute how often somebody asks for a job, on average, where a phase says 1
/// @param jobsAtOnce how many ask as soon as the drivers are online
/// @param connectsPerSecond how fast drivers come online in the beginning
/// @param hotSpot share of drivers and jobs in one H3 cell
public record Scenario(
        String driverPrefix,
        int drivers,
        int jobsPerMinute,
        int jobsAtOnce,
        int connectsPerSecond,
        Timetable timetable,
        HotSpot hotSpot,
        List<Storm> storms,
        Phones phones,
        Operators operators) {

    private static final int USUAL_CONNECTS = 500;

    public Scenario {
        storms = List.copyOf(storms);
    }

    /// Nothing but drivers, jobs and one operator.
    public static Scenario steady(
            int drivers, int jobsPerMinute, int jobsAtOnce, Timetable timetable) {
        return new Scenario(
                "d",
                drivers,
                jobsPerMinute,
                jobsAtOnce,
                USUAL_CONNECTS,
                timetable,
                HotSpot.NONE,
                List.of(),
                Phones.SOUND,
                Operators.ONE);
    }

    /// A stadium: people in one H3 cell at the city's centre.
    ///
    /// @param drivers share of all drivers, 0 to 1
    /// @param jobs share of all jobs that begin there, 0 to 1
    public record HotSpot(double drivers, double jobs) {

        public static final HotSpot NONE = new HotSpot(0, 0);
    }

    /// Sockets that break at once and come back.
    ///
    /// @param atMillis after the warm-up
    /// @param drivers share of all drivers, 0 to 1
    /// @param jitter whether they wait as the server asks them to, or come back at once
    public record Storm(long atMillis, double drivers, boolean jitter) {}

    /// What is wrong with phones. Shares are of drivers, `duplicated` and `reordered` of fixes.
    ///
    /// @param slow read a frame every `slowReadMillis` and no more
    /// @param silent keep their socket and say nothing for `silentForMillis`, again and again with
    ///   as long a time in between
    /// @param duplicated sent twice
    /// @param reordered sent after the next one
    /// @param binary speak the binary subprotocol
    public record Phones(
            double slow,
            long slowReadMillis,
            double silent,
            long silentForMillis,
            double duplicated,
            double reordered,
            double binary) {

        public static final Phones SOUND = new Phones(0, 2_000, 0, 20_000, 0, 0, 0);
    }

    /// Maps that are looked at.
    ///
    /// @param reading follow the city; the first of them measures how fresh it is
    /// @param stopped stop reading `stopMillis` after the warm-up, and leave their socket open
    public record Operators(int reading, int stopped, long stopMillis) {

        public static final Operators ONE = new Operators(1, 0, 0);
    }
}
