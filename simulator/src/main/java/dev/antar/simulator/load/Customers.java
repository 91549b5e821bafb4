package dev.antar.simulator.load;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.simulator.actor.CustomerActor;
import dev.antar.simulator.behaviour.Dice;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// All customers of a run, each with his one job.
final class Customers {

    private final Load load;
    private final LoadConfig config;
    private final String tag;
    private final List<CustomerClient> customers = new ArrayList<>();
    private int open;

    /// @param tag begins the ids of this run's jobs
    Customers(Load load, LoadConfig config, String tag) {
        this.load = load;
        this.config = config;
        this.tag = tag;
    }

    CustomerClient at(int number) {
        return customers.get(number);
    }

    /// Somebody asks for a job.
    ///
    /// @param atMillis when he was meant to
    void ask(long atMillis) {
        int number = customers.size();
        SplittableRandom dice = Dice.of(config.chance(), "job", Integer.toString(number));
        boolean hot = dice.nextDouble() < config.scenario().hotSpot().jobs();
        LatLng pickup = hot ? load.fleet().stadium(dice) : config.city().place(dice);
        Job job =
                Job.now(
                        new JobId(tag + "-" + (number + 1)),
                        number % 3 == 0 ? JobKind.DELIVERY : JobKind.RIDE,
                        pickup,
                        config.city().destination(pickup, dice),
                        Requirements.NONE,
                        atMillis);
        CustomerClient client = new CustomerClient(load, number);
        client.attach(
                new CustomerActor(
                        job,
                        config.customerBehaviour(),
                        config.chance(),
                        (_, intent, at) -> client.intend(intent, at)));
        customers.add(client);
        boolean nearby = load.fleet().freeNear(pickup, atMillis);
        load.evidence().asked(job.id().value(), load.intendedMicros(), nearby);
        load.status().asked();
        client.actor().ask(atMillis);
        load.customerChanged(number);
    }

    /// The server has one more, or one fewer, of this run's jobs.
    void openJobs(int change) {
        open += change;
    }

    /// Jobs that the server said it has, and not yet that they are over.
    int open() {
        return open;
    }

    void close() {
        customers.forEach(CustomerClient::close);
    }
}
