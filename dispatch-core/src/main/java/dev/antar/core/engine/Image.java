package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixScreen;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.core.zone.ZoneQueue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Everything that a dispatcher is between two commands: another that begins from it answers every
/// command as this one would, bit for bit. Immutable, and shares what cannot change, so that to
/// take one costs the engine's thread a copy of what can. Not in it: configuration and first
/// policy, which are given along, and advice to idle drivers, on which no decision depends.
///
/// @param nowMillis the latest command's time, epoch milliseconds
/// @param lastSeq the latest event's number
/// @param hash of all decisions, as [Dispatcher#decisionHash] tells it
/// @param policy by which the policy in force came so; null for the one that the region began with
/// @param nextRoundMillis when the next round is due, epoch milliseconds
/// @param offering false once the region was told to offer nothing any more
/// @param sweptTick how far phones have been looked at for silence
/// @param drivers by slot
/// @param jobs those that have not ended, in order of submission
/// @param offers live ones, and those that ended lately
/// @param endedJobs that ended lately, the longest ago first
/// @param jobsIn how many jobs are, or have ended, in each state, in the order of the states
/// @param held what each driver holds, by slot
/// @param lines who stands in line, in the order of the zones
/// @param sharers slots of drivers who may carry one more, ascending
/// @param speeds what was learned of speeds
/// @param acceptance what was learned of how offers end
public record Image(
        long nowMillis,
        long lastSeq,
        long hash,
        Event.@Nullable PolicyChanged policy,
        long nextRoundMillis,
        boolean offering,
        long sweptTick,
        List<OfDriver> drivers,
        List<OfJob> jobs,
        OfferBook.Image offers,
        List<JobBook.Ended> endedJobs,
        List<Integer> jobsIn,
        List<HeldJobs.Holding> held,
        List<List<ZoneQueue.Standing>> lines,
        List<Integer> sharers,
        FixScreen.Image screen,
        Incomes.Image incomes,
        List<SpeedEntry> speeds,
        List<AcceptanceEntry> acceptance) {

    /// A driver.
    ///
    /// @param lookAtMillis when his silence would have a consequence; [Long#MIN_VALUE] for never
    /// @param takesNext whether he may be asked for a job after the ones he holds
    /// @param swappedOut whether a job was taken from him since he last completed one
    public record OfDriver(
            Driver.Image driver, long lookAtMillis, boolean takesNext, boolean swappedOut) {}

    /// An open job.
    ///
    /// @param reach the times to its pickup that came with it, or null
    /// @param leg which it is on, where something is to be learned from it
    public record OfJob(OpenJob.Image job, @Nullable Reach reach, Legs.@Nullable Leg leg) {}

    /// The same in pieces, each with at most so many drivers, jobs and offers: of a large region
    /// none need be large. [#joined] puts them together.
    public List<Image> pieces(int most) {
        int count = 1;
        for (List<?> list :
                List.of(drivers, jobs, offers.live(), offers.ended(), endedJobs, held)) {
            count = Math.max(count, (list.size() + most - 1) / most);
        }
        List<Image> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * most;
            OfferBook.Image some =
                    new OfferBook.Image(
                            slice(offers.live(), from, most), slice(offers.ended(), from, most));
            pieces.add(
                    with(
                            slice(drivers, from, most),
                            slice(jobs, from, most),
                            some,
                            slice(endedJobs, from, most),
                            slice(held, from, most),
                            i == 0 ? incomes : Incomes.Image.NONE));
        }
        return pieces;
    }

    private static <T> List<T> slice(List<T> all, int from, int most) {
        return all.subList(Math.min(from, all.size()), Math.min(from + most, all.size()));
    }

    /// An image that [#pieces] took apart.
    ///
    /// @param pieces all of it, in order, at least one
    public static Image joined(List<Image> pieces) {
        List<OfferBook.Live> live = new ArrayList<>();
        List<OfferBook.Ended> ended = new ArrayList<>();
        pieces.forEach(each -> live.addAll(each.offers.live()));
        pieces.forEach(each -> ended.addAll(each.offers.ended()));
        Image first = pieces.getFirst();
        return first.with(
                all(pieces, Image::drivers),
                all(pieces, Image::jobs),
                new OfferBook.Image(live, ended),
                all(pieces, Image::endedJobs),
                all(pieces, Image::held),
                first.incomes);
    }

    private static <T> List<T> all(List<Image> pieces, Function<Image, List<T>> some) {
        List<T> all = new ArrayList<>();
        pieces.forEach(each -> all.addAll(some.apply(each)));
        return all;
    }

    private Image with(
            List<OfDriver> otherDrivers,
            List<OfJob> otherJobs,
            OfferBook.Image otherOffers,
            List<JobBook.Ended> otherEndedJobs,
            List<HeldJobs.Holding> otherHeld,
            Incomes.Image otherIncomes) {
        return new Image(
                nowMillis,
                lastSeq,
                hash,
                policy,
                nextRoundMillis,
                offering,
                sweptTick,
                otherDrivers,
                otherJobs,
                otherOffers,
                otherEndedJobs,
                jobsIn,
                otherHeld,
                lines,
                sharers,
                screen,
                otherIncomes,
                speeds,
                acceptance);
    }

    public Image {
        drivers = List.copyOf(drivers);
        jobs = List.copyOf(jobs);
        endedJobs = List.copyOf(endedJobs);
        jobsIn = List.copyOf(jobsIn);
        held = List.copyOf(held);
        lines = lines.stream().map(List::copyOf).toList();
        sharers = List.copyOf(sharers);
        speeds = List.copyOf(speeds);
        acceptance = List.copyOf(acceptance);
    }
}
