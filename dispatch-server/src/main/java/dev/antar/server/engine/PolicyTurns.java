package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.Turn;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets two policies take turns in a region, slot by slot. Ends for good when anybody else changes
/// the policy: an operator's word comes before an experiment. One event loop.
public final class PolicyTurns {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyTurns.class);

    private final Region region;
    private final Switchback design;
    private final Policy a;
    private final Policy b;
    private long slot = Long.MIN_VALUE;
    private boolean begun;
    private boolean ended;
    private boolean underWay;

    public PolicyTurns(Region region, Switchback design, Policy a, Policy b) {
        this.region = region;
        this.design = design;
        this.a = a;
        this.b = b;
    }

    /// To be called every second or so: begins a slot when it is time. What fails, because the
    /// database is away, is tried again at the next call.
    public Future<Void> look() {
        long now = design.slotAt(region.nowMillis());
        if (ended || underWay || now == slot) {
            return Future.succeededFuture();
        }
        underWay = true;
        return region.read(PolicyTurns::lastChange)
                .compose(last -> begin(now, last))
                .onFailure(e -> LOG.warn("A slot of {} is late: {}", region.id(), e.getMessage()))
                .onComplete(_ -> underWay = false);
    }

    private record Last(long seq, String by) {}

    private Future<Void> begin(long next, Last last) {
        if (begun && !last.by.equals(Turn.BY)) {
            ended = true;
            LOG.warn("The switchback of {} ends: {} changed the policy", region.id(), last.by);
            return Future.succeededFuture();
        }
        Turn turn = new Turn(next, design.slotMillis(), design.armOf(next));
        Policy policy = turn.arm() == Switchback.Arm.A ? a : b;
        return region.handle(
                        new Command.ChangePolicy(
                                region.nowMillis(), policy, Turn.BY, turn.reason(), null, last.seq))
                .map(
                        result -> {
                            // Whoever was faster is found at the next look.
                            if (result.isDone()) {
                                slot = next;
                                begun = true;
                            }
                            return null;
                        });
    }

    private static Last lastChange(Dispatcher dispatcher) {
        Event.PolicyChanged change = dispatcher.policyChange();
        return change == null ? new Last(0, "") : new Last(change.seq(), change.by());
    }
}
