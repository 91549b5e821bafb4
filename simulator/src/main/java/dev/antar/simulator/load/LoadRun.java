package dev.antar.simulator.load;

import io.vertx.core.Future;

/// A load run, in this process or in several.
public interface LoadRun {

    /// Begins. Completes with the result when everything has ended and the audit is done.
    Future<LoadResult> start();

    /// What can be told of the run while it goes on; any thread.
    Status status();

    /// Asks for an early end: no new jobs, then the audit. Any thread.
    void stop();
}
