package dev.antar.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;

/// Ends the process when it is told to: the first signal drains the server, and the process ends
/// with 0; a second one ends it at once.
final class Stop {

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    /// What shells say of a process that a signal ended.
    private static final int BY_SIGNAL = 128;

    private static final int NOT_IN_ORDER = 1;

    private final Server server;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Stop(Server server) {
        this.server = server;
    }

    /// Waits for signals from now on.
    void onSignal() {
        // Also for whoever ends the virtual machine in another way; after a drain there is nothing
        // left to do.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        if (!StopSignals.tell(this::told)) {
            LOG.warn("Signals cannot be waited for here: sockets will be closed at once.");
        }
    }

    private void told(int signal) {
        if (!stopping.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(BY_SIGNAL + signal);
        }
        Thread.ofPlatform().name("drain").start(this::drain);
    }

    private void drain() {
        Thread.ofPlatform().daemon().name("drain-limit").start(this::endAtLast);
        System.out.println("Antar stops. Ctrl-C again ends it at once.");
        int status = 0;
        try {
            server.drain();
        } catch (RuntimeException e) {
            LOG.error("The server did not stop in order", e);
            status = NOT_IN_ORDER;
        }
        System.exit(status);
    }

    /// Whatever hangs, nothing that was acknowledged depends on it.
    private void endAtLast() {
        try {
            Thread.sleep(server.drainLimits().wholeMillis());
        } catch (InterruptedException _) {
            return;
        }
        LOG.error("The server did not stop in time and is ended");
        Runtime.getRuntime().halt(NOT_IN_ORDER);
    }
}
