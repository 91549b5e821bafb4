package dev.antar.simulator.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The jobs that a phone shows as its driver's, by what it has been told, in that order. The answer
/// to an acceptance says that it counted, not that it still does: it may be a repeated one.
final class JobsInHand {

    /// An acceptance that was sent.
    static final class Acceptance {

        private final String job;
        private final int socket;
        private boolean lost;

        private Acceptance(String job, int socket) {
            this.job = job;
            this.socket = socket;
        }

        /// Whether he was told that the job is gone before he was told that he had it.
        boolean lost() {
            return lost;
        }
    }

    // Nearly all drivers hold at most one job.
    private final Set<String> jobs = new HashSet<>(2);
    private final List<Acceptance> unanswered = new ArrayList<>(1);
    private Set<String> listed = new HashSet<>(2);

    /// All that the server says he holds, after a reconnect or in place of what was missed.
    ///
    /// @return what he held so far and holds no longer
    List<String> show(Set<String> all) {
        listed = new HashSet<>(all);
        List<String> gone = jobs.stream().filter(job -> !all.contains(job)).sorted().toList();
        jobs.clear();
        jobs.addAll(all);
        return gone;
    }

    /// @param socket counts the phone's sockets
    Acceptance accepting(String job, int socket) {
        Acceptance sent = new Acceptance(job, socket);
        unanswered.add(sent);
        return sent;
    }

    /// It counted.
    ///
    /// @return whether he has the job now, so far as he can know
    boolean accepted(Acceptance sent, int socket) {
        unanswered.remove(sent);
        boolean has = !sent.lost && (sent.socket == socket || listed.contains(sent.job));
        if (has) {
            jobs.add(sent.job);
        }
        return has;
    }

    void refused(Acceptance sent) {
        unanswered.remove(sent);
    }

    /// He is told that a job is his no longer.
    void lost(String job) {
        jobs.remove(job);
        listed.remove(job);
        for (Acceptance sent : unanswered) {
            sent.lost |= sent.job.equals(job);
        }
    }

    /// He has brought it to its end.
    void ended(String job) {
        jobs.remove(job);
    }

    boolean has(String job) {
        return jobs.contains(job);
    }
}
