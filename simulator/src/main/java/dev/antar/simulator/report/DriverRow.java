package dev.antar.simulator.report;

import dev.antar.core.geo.LatLng;

/// What a run was for one driver.
///
/// @param start where he began
/// @param startAtMillis when he began, as the fleet's file says
/// @param onlineS time on duty, seconds; without a job only until the last request
/// @param activeS of that with a job or on the way to one
/// @param pay for jobs and for ways driven in vain, minor units
public record DriverRow(
        String driver,
        LatLng start,
        long startAtMillis,
        int seats,
        double onlineS,
        double activeS,
        long pay,
        int jobs,
        int offersReceived,
        int offersDeclined) {

    /// Pay per hour on duty, minor units; 0 for somebody who was never on duty.
    public double payPerOnlineHour() {
        return onlineS > 0 ? pay * 3_600 / onlineS : 0;
    }

    /// Pay per hour with a job or on the way to one, minor units; 0 without a job.
    public double payPerActiveHour() {
        return activeS > 0 ? pay * 3_600 / activeS : 0;
    }
}
