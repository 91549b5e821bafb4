package dev.antar.core.engine;

/// How many things a region keeps in memory.
///
/// @param drivers known, on duty or not; each is kept
/// @param onDuty of them
/// @param jobsOpen that have not ended
/// @param jobsEnded of which it is remembered how; bounded
/// @param offersLive that wait for an answer, at most one for each driver
/// @param offersEnded of which it is remembered how; bounded
public record Sizes(
        int drivers, int onDuty, int jobsOpen, int jobsEnded, int offersLive, int offersEnded) {

    public static final Sizes NONE = new Sizes(0, 0, 0, 0, 0, 0);
}
