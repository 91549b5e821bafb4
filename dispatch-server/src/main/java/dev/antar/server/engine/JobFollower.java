package dev.antar.server.engine;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.JobArchive.ArchivedEvent;

import io.vertx.core.Future;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// Follows one job for one reader: what has happened since any point, then what happens, each event
/// once and in order.
///
/// Reads what the reader lacks from the archive, and takes an event as it is committed only when it
/// is exactly the next; whatever was missed meanwhile, because the archive was being read or the
/// reader was slow, is read again. The thread of its `home`, but for [#happened].
public final class JobFollower {

    private static final Set<String> ENDS =
            Set.of("JobCompleted", "JobCancelled", "JobUnfulfilled");

    /// Where the history is read.
    @FunctionalInterface
    public interface History {

        /// As [JobArchive#events].
        Future<List<ArchivedEvent>> events(JobId job, int afterVersion);
    }

    /// The way to the reader. Called on the thread of `home`.
    public interface Outlet {

        /// Whether more is taken now.
        boolean writable();

        /// Calls back once more is taken; not where the reader is gone.
        void whenWritable(Runnable then);

        void write(ArchivedEvent event);

        /// Nothing more comes: the job has ended, or its history cannot be read now.
        void end();
    }

    private final JobId job;
    private final History history;
    private final Outlet outlet;
    private final Executor home;
    private int version;
    private boolean reading;
    private boolean missed;
    private boolean left;

    /// @param afterVersion the last event that the reader has, or 0
    /// @param home runs tasks on the reader's thread, in order
    public JobFollower(JobId job, int afterVersion, History history, Outlet outlet, Executor home) {
        this.job = job;
        this.version = afterVersion;
        this.history = history;
        this.outlet = outlet;
        this.home = home;
    }

    /// An event of the job is committed. Any thread; those of one job one after the other.
    public void happened(ArchivedEvent event) {
        home.execute(
                () -> {
                    if (!reading && event.version() == version + 1 && outlet.writable()) {
                        write(event);
                    } else if (event.version() > version) {
                        missed = true;
                        catchUp();
                    }
                });
    }

    /// Reads what the reader lacks: at the beginning, and whenever he takes more again.
    public void catchUp() {
        if (reading || left) {
            return;
        }
        if (!outlet.writable()) {
            outlet.whenWritable(this::catchUp);
            return;
        }
        reading = true;
        missed = false;
        history.events(job, version)
                .onSuccess(events -> home.execute(() -> read(events)))
                .onFailure(_ -> home.execute(this::end));
    }

    /// The reader is gone: nothing more is written.
    public void leave() {
        left = true;
    }

    private void read(List<ArchivedEvent> events) {
        reading = false;
        events.forEach(this::write);
        if (missed) {
            catchUp();
        }
    }

    private void write(ArchivedEvent event) {
        if (left || event.version() <= version) {
            return;
        }
        version = event.version();
        outlet.write(event);
        if (ENDS.contains(event.type())) {
            end();
        }
    }

    private void end() {
        if (!left) {
            left = true;
            outlet.end();
        }
    }
}
