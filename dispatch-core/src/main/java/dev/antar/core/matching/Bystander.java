package dev.antar.core.matching;

import java.util.List;

/// A driver near a pickup who was not considered for the job.
///
/// @param slot who
/// @param reasons every one, in the order of the enum; at least one
/// @param pickupMillis how long he would have needed to the pickup from where he was last known to
///   be, or [dev.antar.core.travel.Approach#UNREACHABLE]
/// @param costMillis what he would have cost, milliseconds, or [Integer#MAX_VALUE] if he is out of
///   reach
public record Bystander(int slot, List<Exclusion> reasons, int pickupMillis, int costMillis) {}
