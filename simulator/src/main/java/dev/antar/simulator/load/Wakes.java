package dev.antar.simulator.load;

import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.time.Agenda;

import java.util.Arrays;

/// Who is to be woken when: drivers and customers by number. One thread.
final class Wakes {

    static final long NEVER = DriverActor.NEVER;

    /// Is told of everybody who is due.
    interface Wake {

        /// His time has come.
        ///
        /// @param atMillis when it was due
        void up(int number, long atMillis);
    }

    private final Agenda agenda = new Agenda();
    private long[] drivers = new long[1024];
    private long[] customers = new long[1024];

    Wakes() {
        Arrays.fill(drivers, NEVER);
        Arrays.fill(customers, NEVER);
    }

    void driver(int number, long atMillis) {
        drivers = grown(drivers, number);
        // An entry whose time has changed stays in the agenda and is passed over when it comes up.
        if (atMillis != drivers[number]) {
            drivers[number] = atMillis;
            if (atMillis != NEVER) {
                agenda.add(atMillis, number);
            }
        }
    }

    void customer(int number, long atMillis) {
        customers = grown(customers, number);
        if (atMillis != customers[number]) {
            customers[number] = atMillis;
            if (atMillis != NEVER) {
                agenda.add(atMillis, -1 - number);
            }
        }
    }

    /// When somebody may be due, or [#NEVER].
    long nextAtMillis() {
        return agenda.isEmpty() ? NEVER : agenda.nextAtMillis();
    }

    void until(long nowMillis, Wake driver, Wake customer) {
        while (!agenda.isEmpty() && agenda.nextAtMillis() <= nowMillis) {
            long at = agenda.nextAtMillis();
            int who = agenda.poll();
            if (who >= 0) {
                if (drivers[who] == at) {
                    drivers[who] = NEVER;
                    driver.up(who, at);
                }
            } else if (customers[-1 - who] == at) {
                customers[-1 - who] = NEVER;
                customer.up(-1 - who, at);
            }
        }
    }

    private static long[] grown(long[] times, int number) {
        if (number < times.length) {
            return times;
        }
        long[] larger = Arrays.copyOf(times, Math.max(number + 1, times.length * 2));
        Arrays.fill(larger, times.length, larger.length, NEVER);
        return larger;
    }
}
