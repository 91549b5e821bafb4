package dev.antar.server.torture;

import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The way to a thread of a process: tasks run there in order, a moment later.
final class TaskLane implements Executor {

    /// One in so many tasks takes longer to reach its thread.
    private static final int SLOW_ONE_IN = 20;

    private static final int SLOW_MILLIS = 30;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Consumer<Runnable> thread;
    private long lastMillis;

    TaskLane(VirtualTime time, SplittableRandom random, Consumer<Runnable> thread) {
        this.time = time;
        this.random = random;
        this.thread = thread;
    }

    @Override
    public void execute(Runnable task) {
        long delay = random.nextInt(SLOW_ONE_IN) == 0 ? random.nextInt(SLOW_MILLIS) : 0;
        lastMillis = Math.max(lastMillis, time.nowMillis() + delay);
        time.at(lastMillis, () -> thread.accept(task));
    }
}
