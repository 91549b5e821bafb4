package dev.antar.server.engine;

/// Whether a region can carry out commands.
///
/// @param ready whether commands that need a commit are carried out
/// @param reason a word for machines when it is not, such as `DATABASE_UNREACHABLE`; else `OK`
/// @param detail the same in a sentence
/// @param waiting commands that wait for the region's thread or for a commit
public record RegionHealth(boolean ready, String reason, String detail, int waiting) {}
