package dev.antar.benchmarks.measure;

/// One thing to measure, beside its peers in the same run.
public interface Topic {

    /// The word after `antar bench`, and in every row.
    String name();

    /// Checks every answer, then measures; rows, progress and skipped peers go to `bench`.
    ///
    /// @throws WrongAnswer when a subject's answer is not the right one: it is not timed
    void run(Bench bench) throws Exception;
}
