package dev.antar.core.fleet;

/// What a driver drives.
public enum Vehicle {
    CAR,
    VAN,
    MOTORCYCLE,
    BICYCLE,
    ON_FOOT
}
