package dev.antar.core.earnings;

/// What a driver on duty is doing, as pay rules count it: the most engaged of all that he does.
public enum Occupation {
    /// Free, without an offer.
    AVAILABLE,
    /// Deciding about an offer.
    OFFERED,
    /// On the way to a pickup, or waiting there.
    EN_ROUTE,
    /// With a passenger or a parcel.
    ENGAGED
}
