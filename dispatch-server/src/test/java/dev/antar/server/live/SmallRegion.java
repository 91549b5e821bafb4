package dev.antar.server.live;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;
import dev.antar.core.policy.Policy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A dispatcher with a picture of it, and everything committed at once.
final class SmallRegion {

    static final LatLng CENTER = new LatLng(57.7, 11.97);

    final Dispatcher dispatcher;
    final Picture picture;
    long now = 1_790_000_000_000L;

    SmallRegion() {
        Relay relay = new Relay();
        dispatcher =
                new Dispatcher(
                        DispatchConfig.defaults().withRevision(Revision.NONE),
                        Policy.of("nearest-first"),
                        relay);
        picture = new Picture(dispatcher, () -> now);
        relay.to = picture;
    }

    Viewer viewer(Detail.Limits limits) {
        return new Viewer(picture, limits, "small", CENTER);
    }

    void handle(Command command) {
        List<Event> events = new ArrayList<>();
        dispatcher.handle(command, events::add);
        picture.committed(events);
    }

    void online(String driver, LatLng place) {
        DriverId id = new DriverId(driver);
        handle(new Command.RegisterDriver(now, DriverProfile.car(id)));
        handle(new Command.GoOnline(now, id, Availability.open()));
        fix(driver, place);
    }

    void fix(String driver, LatLng place) {
        handle(new Command.ReportFix(now, new DriverId(driver), Fix.at(place, now)));
    }

    void offline(String driver) {
        handle(new Command.GoOffline(now, new DriverId(driver)));
    }

    void submit(String job, LatLng pickup) {
        LatLng dropoff = new LatLng(pickup.lat() + 0.01, pickup.lng());
        handle(
                new Command.SubmitJob(
                        now,
                        Job.now(
                                new JobId(job),
                                JobKind.RIDE,
                                pickup,
                                dropoff,
                                Requirements.NONE,
                                now)));
    }

    void cancel(String job) {
        handle(new Command.CancelJob(now, new JobId(job), CancelledBy.CUSTOMER, ""));
    }

    void pass(long millis) {
        now += millis;
        handle(new Command.Tick(now));
    }

    /// Every driver with a place.
    List<Driver> drivers() {
        List<Driver> found = new ArrayList<>();
        for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
            if (dispatcher.roster().at(slot).position() != null) {
                found.add(dispatcher.roster().at(slot));
            }
        }
        return found;
    }

    private static final class Relay implements Watcher {

        private @Nullable Picture to;

        @Override
        public void driverChanged(Driver driver) {
            if (to != null) {
                to.driverChanged(driver);
            }
        }

        @Override
        public void jobChanged(OpenJob job) {
            if (to != null) {
                to.jobChanged(job);
            }
        }
    }
}
