package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.matching.NearestFirst;

import org.junit.jupiter.api.Test;

final class EngineBoundsTest {

    private final Dispatcher dispatcher =
            new Dispatcher(DispatchConfig.defaults(), new NearestFirst(), Watcher.NONE);

    @Test
    void lastOneThatFitsIsTakenAndTheNextIsNot() {
        assertNull(EngineBounds.exceededByJob(EngineBounds.OPEN_JOBS - 1));
        assertEquals(
                "No more than 150000 jobs may be open in a region at once.",
                EngineBounds.exceededByJob(EngineBounds.OPEN_JOBS));
        assertNull(EngineBounds.exceededByDriver(EngineBounds.DRIVERS - 1));
        assertNotNull(EngineBounds.exceededByDriver(EngineBounds.DRIVERS));
    }

    @Test
    void commandsThatAddNothingAreNeverTooMuch() {
        Command known = new Command.RegisterDriver(1, DriverProfile.car(new DriverId("ani")));
        dispatcher.handle(known, _ -> {});

        assertNull(EngineBounds.exceeded(known, dispatcher));
        assertNull(EngineBounds.exceeded(new Command.Tick(2), dispatcher));
    }
}
