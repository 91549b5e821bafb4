package dev.antar.server.engine;

/// Calls back on the region's own thread.
public interface Timers {

    void after(long millis, Runnable task);
}
