package dev.antar.benchmarks.matching;

/// Solves an assignment from the lists to the optimum, its own copy of the problem included.
interface Solver {

    String name();

    /// The least total cost where each job has at most its `candidates` nearest drivers, or stays
    /// unmatched.
    long solve(Instance instance, int candidates);
}
