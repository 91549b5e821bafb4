package dev.antar.core.engine;

/// Who ended a job before it was done.
public enum CancelledBy {
    CUSTOMER,
    OPERATOR
}
