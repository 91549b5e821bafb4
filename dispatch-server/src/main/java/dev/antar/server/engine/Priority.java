package dev.antar.server.engine;

/// What goes first when not everything can be done, the most important first: whoever is asked for
/// more than he can do refuses from the end of this list.
public enum Priority {
    /// What drivers say of jobs that they have been offered or hold. Refusing it costs a customer
    /// his driver, and work that has been done already.
    ANSWER,

    /// New jobs, cancellations, what operators change.
    CHANGE,

    /// Looking at something; whoever waits can look again.
    READ,

    /// Positions and signs of life: the next one makes up for one that was lost.
    FIX,

    /// Maps, pages, explanations and exports: dear, and nobody drives by them.
    MAP
}
