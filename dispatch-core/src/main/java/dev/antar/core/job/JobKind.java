package dev.antar.core.job;

/// What is carried: a person or a thing.
public enum JobKind {
    RIDE,
    DELIVERY
}
