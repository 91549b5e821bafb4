package dev.antar.server.torture;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.JobFollower;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.TimeSource;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Puts planted bugs between the production code and its ports. With none of them everything is
/// handed through as it is.
final class Plants {

    private static final int FOR_EVER_MILLIS = 600_000;
    private static final int SHORTER_MILLIS = 2_000;
    private static final int EARLIER_MILLIS = 30_000;
    private static final int LAST_COMMAND = 200;

    private static final Set<Plant> IN_STORE =
            EnumSet.of(
                    Plant.ACCEPT_WITHOUT_COMPARING,
                    Plant.HELD_BY_TWO,
                    Plant.ACK_BEFORE_COMMIT,
                    Plant.SHOWN_BEFORE_COMMIT,
                    Plant.KEY_CHECKED_LATE,
                    Plant.KEY_FORGOTTEN,
                    Plant.RETRY_WITHOUT_READING,
                    Plant.CONNECTION_NOT_RENEWED,
                    Plant.HALF_A_BATCH,
                    Plant.SNAPSHOT_LOSES_THE_LAST,
                    Plant.PAUSE_FORGOTTEN,
                    Plant.REFUSAL_FORGOTTEN,
                    Plant.PAST_UNREAD,
                    Plant.OFF_DUTY_FORGOTTEN,
                    Plant.OFFER_LEFT_BEHIND,
                    Plant.WISH_FORGOTTEN,
                    Plant.LATER_FORGOTTEN,
                    Plant.POLICY_FORGOTTEN,
                    Plant.RELEASE_FORGOTTEN);

    private static final Set<Plant> IN_REGION =
            EnumSet.of(
                    Plant.ACCEPT_WITHOUT_COMPARING,
                    Plant.REFUSED_AND_DONE,
                    Plant.DUTY_REFUSED_AND_DONE,
                    Plant.POLICY_REFUSED_AND_CHANGED,
                    Plant.REFUSAL_TOLD_AS_DONE,
                    Plant.SHOWN_BEFORE_COMMIT,
                    Plant.POLICY_SHOWN_BEFORE_COMMIT,
                    Plant.KEY_STAYS_TAKEN,
                    Plant.STALE_FIX_ACCEPTED,
                    Plant.EVENT_SKIPPED,
                    Plant.LOSS_NOT_TOLD,
                    Plant.DOUBLE_RELEASE,
                    Plant.CAPACITY_OFF_BY_ONE,
                    Plant.GHOST_KEPT_ALIVE,
                    Plant.ANSWER_OVERTAKEN,
                    Plant.MOMENT_BEFORE_KEY,
                    Plant.COMMAND_THROWS);

    private final Set<Plant> planted;
    private final VirtualTime time;

    Plants(Set<Plant> planted, VirtualTime time) {
        this.planted = planted;
        this.time = time;
    }

    boolean has(Plant plant) {
        return planted.contains(plant);
    }

    EventStore store(EventStore real) {
        return touches(IN_STORE) ? new PlantedStore(real, this, time) : real;
    }

    /// @param store that the region writes to, as [#store] made it
    Region region(Region real, EventStore store) {
        return touches(IN_REGION)
                ? new PlantedRegion(real, this, time, store instanceof PlantedStore s ? s : null)
                : real;
    }

    DispatchConfig config(DispatchConfig real) {
        int offerMillis =
                has(Plant.EXPIRY_FORGOTTEN)
                        ? FOR_EVER_MILLIS
                        : real.offerMillis() - (has(Plant.OFFERS_CUT_SHORT) ? SHORTER_MILLIS : 0);
        DispatchConfig patient =
                offerMillis == real.offerMillis()
                        ? real
                        : real.withTimes(real.roundMillis(), offerMillis, real.maxWaitMillis());
        return has(Plant.GONE_TOO_SOON)
                ? patient.withSilence(
                        real.staleMillis(),
                        real.goneMillis() / 2,
                        real.releaseMillis() / 2,
                        real.unreachableMillis() / 2)
                : patient;
    }

    Policy policy(Policy real) {
        Integer lead = real.parameters().get(PolicyParameter.LEAD_MS);
        return has(Plant.ASKED_TOO_EARLY) && lead != null
                ? new Policy(
                        real.name(),
                        real.version(),
                        real.about(),
                        real.matching(),
                        Map.of(PolicyParameter.LEAD_MS, lead + EARLIER_MILLIS))
                : real;
    }

    Recorder recorder() {
        if (!has(Plant.ENGINE_FAILS)) {
            return Recorder.NONE;
        }
        int[] handled = new int[1];
        return new Recorder() {
            @Override
            public void began(Beginning beginning) {}

            @Override
            public void handled(Command command, Result result, List<Event> events) {
                if (++handled[0] == LAST_COMMAND) {
                    throw new IllegalStateException("planted: no further than " + command);
                }
            }

            @Override
            public void ended() {}
        };
    }

    /// @param wall the machine's clock
    TimeSource time(TimeSource real, LongSupplier wall) {
        return has(Plant.WALL_CLOCK_IN_LEASE) ? wall::getAsLong : real;
    }

    JobFollower.History history(JobFollower.History real) {
        return has(Plant.RESUME_OFF_BY_ONE)
                ? (job, after) -> real.events(job, after > 0 ? after + 1 : after)
                : real;
    }

    private boolean touches(Set<Plant> some) {
        return some.stream().anyMatch(planted::contains);
    }
}
