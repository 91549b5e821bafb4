package dev.antar.server;

/// How long data of people is kept, and how safely.
///
/// @param positionDays after how many days the places of ended jobs and drivers' homes become
///   coarse, 1 to 3650
/// @param decisionDays after how many days records of decisions are dropped, 1 to 3650
/// @param allowDataLoss whether a database may be used that can lose what it has confirmed
public record DataCare(int positionDays, int decisionDays, boolean allowDataLoss) {

    private static final int USUAL_DAYS = 30;

    public DataCare {
        requireDays("--positions-days", positionDays);
        requireDays("--decisions-days", decisionDays);
    }

    /// Thirty days of either, on a database that loses nothing.
    public static DataCare usual() {
        return new DataCare(USUAL_DAYS, USUAL_DAYS, false);
    }

    private static void requireDays(String option, int days) {
        if (days < 1 || days > 3_650) {
            throw new IllegalArgumentException(
                    option + "=" + days + ": must be from 1 to 3650 days");
        }
    }
}
