package dev.antar.core.travel;

/// What [LearnedSpeed] knows of one place and hour; what of it is kept over a restart.
///
/// @param cell H3 cell of [LearnedSpeed#RESOLUTION], or [LearnedSpeed#EVERYWHERE]
/// @param hour of the week in UTC, 0 being Monday at midnight, or [LearnedSpeed#ALWAYS]
/// @param permille how much longer than predicted travel takes there, in thousandths
/// @param legs how many were looked at
public record SpeedEntry(long cell, int hour, int permille, int legs) {

    public SpeedEntry {
        if (hour < LearnedSpeed.ALWAYS || hour >= LearnedSpeed.HOURS) {
            throw new IllegalArgumentException("hour=" + hour + ": must be from -1 to 167");
        }
        if (permille < LearnedSpeed.LEAST_PERMILLE || permille > LearnedSpeed.MOST_PERMILLE) {
            throw new IllegalArgumentException(
                    "permille=" + permille + ": must be from 500 to 3000");
        }
        if (legs < 0) {
            throw new IllegalArgumentException("legs=" + legs + ": must be at least 0");
        }
    }
}
