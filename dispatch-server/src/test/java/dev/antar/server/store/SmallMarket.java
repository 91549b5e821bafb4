package dev.antar.server.store;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// What happens in a market of twenty drivers, and what is asked for there.
final class SmallMarket {

    private SmallMarket() {}

    /// Some hundred events of a small market.
    static List<Event> history(String region, int jobs) {
        List<Event> events = new ArrayList<>();
        Dispatcher dispatcher =
                new Dispatcher(DispatchConfig.defaults(), new MinimumCost(), Watcher.NONE);
        Random random = new Random(jobs);
        long now = 1_790_000_000_000L;
        for (int i = 0; i < 20; i++) {
            DriverId driver = new DriverId(region + "-d" + i);
            dispatcher.handle(
                    new Command.RegisterDriver(now, DriverProfile.car(driver)), events::add);
            dispatcher.handle(new Command.GoOnline(now, driver, Availability.open()), events::add);
        }
        Policy policy = Policy.of("minimum-cost");
        dispatcher.handle(new Command.ChangePolicy(now, policy, "ops", "first"), events::add);
        dispatcher.handle(new Command.ChangePolicy(now, policy, "ops", "last"), events::add);
        for (int i = 0; i < jobs; i++) {
            now += random.nextInt(3_000);
            for (int d = 0; d < 20; d++) {
                DriverId driver = new DriverId(region + "-d" + d);
                LatLng place = new LatLng(57.7 + random.nextDouble() / 100, 11.97);
                dispatcher.handle(
                        new Command.ReportFix(now, driver, Fix.at(place, now)), events::add);
                Offer offer =
                        dispatcher.liveOfferTo(
                                Objects.requireNonNull(dispatcher.roster().find(driver)));
                if (offer != null && random.nextInt(3) == 0) {
                    dispatcher.handle(
                            new Command.AcceptOffer(now, driver, offer.id()), events::add);
                } else if (offer != null && random.nextInt(3) == 0) {
                    dispatcher.handle(
                            new Command.DeclineOffer(now, driver, offer.id()), events::add);
                }
                JobId any = new JobId(region + "-j" + random.nextInt(i + 1));
                dispatcher.handle(new Command.PickUpJob(now, driver, any), events::add);
                dispatcher.handle(new Command.CompleteJob(now, driver, any), events::add);
            }
            DriverId other = new DriverId(region + "-d" + i % 20);
            dispatcher.handle(
                    i % 3 == 0
                            ? new Command.PauseDriver(now, other, "ops", "complaint " + i)
                            : new Command.ResumeDriver(now, other, "ops", "cleared up"),
                    events::add);
            LatLng pickup = new LatLng(57.7 + random.nextDouble() / 100, 11.97);
            dispatcher.handle(
                    new Command.SubmitJob(
                            now,
                            Job.now(
                                    new JobId(region + "-j" + i),
                                    JobKind.RIDE,
                                    pickup,
                                    new LatLng(57.73, 11.98),
                                    Requirements.NONE,
                                    now)),
                    events::add);
            dispatcher.handle(new Command.Tick(now), events::add);
        }
        return events;
    }

    /// A ride that somebody asks for.
    static Job ride(JobId id) {
        return Job.now(
                id,
                JobKind.RIDE,
                new LatLng(57.7, 11.97),
                new LatLng(57.71, 11.98),
                Requirements.NONE,
                1_000);
    }
}
