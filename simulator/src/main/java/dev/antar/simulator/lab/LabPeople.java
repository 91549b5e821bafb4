package dev.antar.simulator.lab;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Terms;
import dev.antar.simulator.actor.CustomerActor;
import dev.antar.simulator.actor.CustomerIntents;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverIntents;
import dev.antar.simulator.time.Agenda;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The drivers and customers of a lab, each with a number on its agenda and one next turn: drivers
/// as in the fleet, after them customers as in the trips. One thread.
final class LabPeople {

    private final Agenda agenda;
    private final DriverActor[] drivers;

    /// By trip; null where a trip ends where it begins, which is no job.
    private final @Nullable CustomerActor[] customers;

    /// By number, when each acts next.
    private final long[] scheduled;

    private final Map<DriverId, Integer> driverNumbers = new HashMap<>();
    private final Map<JobId, Integer> customerNumbers = new HashMap<>();

    LabPeople(Agenda agenda, List<FleetDriver> fleet, List<Trip> trips) {
        this.agenda = agenda;
        this.drivers = new DriverActor[fleet.size()];
        this.customers = new CustomerActor[trips.size()];
        this.scheduled = new long[fleet.size() + trips.size()];
        Arrays.fill(scheduled, DriverActor.NEVER);
    }

    /// Whoever comes on duty before that begins then.
    void addDrivers(
            List<FleetDriver> fleet, LabConfig config, long startMillis, DriverIntents intents) {
        for (int i = 0; i < drivers.length; i++) {
            FleetDriver driver = fleet.get(i);
            DriverProfile profile =
                    DriverProfile.of(
                            new DriverId(driver.licence()),
                            Vehicle.CAR,
                            Set.of(),
                            driver.seats(),
                            config.ridesAtOnce());
            drivers[i] =
                    new DriverActor(
                            profile, driver.start(), config.drivers(), config.seed(), intents);
            driverNumbers.put(profile.id(), i);
            schedule(i, Math.max(startMillis, driver.startAtMillis()));
        }
    }

    void addCustomers(List<Trip> trips, LabConfig config, CustomerIntents intents) {
        for (int i = 0; i < customers.length; i++) {
            Trip trip = trips.get(i);
            schedule(drivers.length + i, trip.requestedAtMillis());
            if (trip.pickup().equals(trip.dropoff())) {
                continue;
            }
            boolean shared = config.ridesAtOnce() > 1;
            Job job =
                    new Job(
                            jobOf(i),
                            JobKind.RIDE,
                            trip.pickup(),
                            trip.dropoff(),
                            Requirements.of(Set.of(), Set.of(), trip.passengers()),
                            new Terms(Terms.NOW, Terms.NOW, Terms.NOW, shared),
                            trip.requestedAtMillis());
            customers[i] = new CustomerActor(job, config.customers(), config.seed(), intents);
            customerNumbers.put(job.id(), i);
        }
    }

    static JobId jobOf(int trip) {
        return new JobId(Integer.toString(trip + 1));
    }

    /// Takes somebody's turn at this time.
    ///
    /// @return whether it was his: an earlier plan of his may have been left on the agenda
    boolean takeTurn(int who, long atMillis) {
        if (scheduled[who] != atMillis) {
            return false;
        }
        scheduled[who] = DriverActor.NEVER;
        return true;
    }

    /// Notes when somebody acts next, by what he says now.
    void reschedule(int who, long nowMillis) {
        long next = isDriver(who) ? drivers[who].nextAtMillis() : customer(who).nextAtMillis();
        if (next != DriverActor.NEVER && next != scheduled[who]) {
            schedule(who, Math.max(next, nowMillis));
        } else if (next == DriverActor.NEVER) {
            scheduled[who] = DriverActor.NEVER;
        }
    }

    boolean isDriver(int who) {
        return who < drivers.length;
    }

    DriverActor driver(int who) {
        return drivers[who];
    }

    /// The trip that this customer asks for.
    int trip(int who) {
        return who - drivers.length;
    }

    boolean hasJob(int who) {
        return customers[trip(who)] != null;
    }

    CustomerActor customer(int who) {
        return Objects.requireNonNull(customers[trip(who)], "a submitted job has a customer");
    }

    int numberOf(DriverId driver) {
        return number(driverNumbers, driver);
    }

    int numberOfCustomer(JobId job) {
        return drivers.length + number(customerNumbers, job);
    }

    private static <K> int number(Map<K, Integer> numbers, K id) {
        return Objects.requireNonNull(numbers.get(id), "events name only whom the lab made");
    }

    private void schedule(int who, long atMillis) {
        scheduled[who] = atMillis;
        agenda.add(atMillis, who);
    }
}
