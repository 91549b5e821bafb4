package dev.antar.simulator.actor;

import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.simulator.behaviour.CustomerBehaviour;

/// A customer and his one job: asks, waits, and cancels when his patience ends or he changes his
/// mind.
public final class CustomerActor {

    /// Nothing to do until he is told something.
    public static final long NEVER = Long.MAX_VALUE;

    private final Job job;
    private final CustomerBehaviour behaviour;
    private final long seed;
    private final CustomerIntents intents;
    private long cancelsAtMillis = NEVER;
    private String reason = "";

    /// @param seed the run's
    public CustomerActor(Job job, CustomerBehaviour behaviour, long seed, CustomerIntents intents) {
        this.job = job;
        this.behaviour = behaviour;
        this.seed = seed;
        this.intents = intents;
    }

    public JobId id() {
        return job.id();
    }

    public Job job() {
        return job;
    }

    /// Asks for the job; his patience begins to run.
    public void ask(long nowMillis) {
        waitAnew(nowMillis);
        intents.intend(this, new CustomerIntent.Submit(job), nowMillis);
    }

    /// A driver has accepted.
    public void assigned(long nowMillis) {
        long moment = behaviour.changeOfMindMillis(seed, job.id());
        cancelsAtMillis = moment == CustomerBehaviour.NEVER ? NEVER : nowMillis + moment;
        reason = "changed my mind";
    }

    /// The driver is lost, another is looked for; patience begins anew.
    public void released(long nowMillis) {
        waitAnew(nowMillis);
    }

    /// He is on board, or the job has ended: nothing more will come from him.
    public void pickedUpOrEnded() {
        cancelsAtMillis = NEVER;
    }

    /// When [#wake] is due, or [#NEVER].
    public long nextAtMillis() {
        return cancelsAtMillis;
    }

    /// Does what has become due.
    public void wake(long nowMillis) {
        if (nowMillis >= cancelsAtMillis) {
            cancelsAtMillis = NEVER;
            intents.intend(this, new CustomerIntent.Cancel(job.id(), reason), nowMillis);
        }
    }

    private void waitAnew(long nowMillis) {
        cancelsAtMillis = nowMillis + behaviour.patienceMillis(seed, job.id());
        reason = "waited too long";
    }
}
