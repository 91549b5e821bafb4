package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.job.JobId;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Reach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Takes the whole image of a dispatcher, and makes an empty one go on from it. Whoever adds state
/// anywhere in the engine adds it here; `ImageTest` fails until he has.
final class Imaging {

    private final RegionState state;
    private final Journal journal;
    private final SilenceWatch silence;
    private final Rounds rounds;

    Imaging(RegionState state, Journal journal, SilenceWatch silence, Rounds rounds) {
        this.state = state;
        this.journal = journal;
        this.silence = silence;
        this.rounds = rounds;
    }

    /// Costs time and memory by drivers, open jobs, and what is remembered of those that ended.
    Image take() {
        return new Image(
                journal.nowMillis(),
                state.lastSeq(),
                journal.hashValue(),
                state.ruling().change(),
                rounds.nextRoundMillis(),
                rounds.offering(),
                silence.sweptTick(),
                drivers(),
                jobs(),
                state.offers().image(),
                state.jobs().imageOfEnded(),
                state.counts().imageOfJobs(),
                state.held().image(),
                state.lines().image(),
                state.takers().imageOfSharers(),
                state.screen().image(),
                state.incomes().image(),
                state.legs().entries(),
                state.responses().acceptance().entries());
    }

    private List<Image.OfDriver> drivers() {
        List<Image.OfDriver> all = new ArrayList<>(state.roster().size());
        for (int slot = 0; slot < state.roster().size(); slot++) {
            all.add(
                    new Image.OfDriver(
                            state.roster().at(slot).image(),
                            silence.imageOf(slot),
                            state.ends().contains(slot),
                            state.swappedOut(slot)));
        }
        return all;
    }

    private List<Image.OfJob> jobs() {
        List<OpenJob> open = new ArrayList<>(state.jobs().open());
        open.sort(Comparator.comparingLong(OpenJob::order));
        List<Image.OfJob> all = new ArrayList<>(open.size());
        for (OpenJob job : open) {
            all.add(
                    new Image.OfJob(
                            job.image(),
                            state.approaches().reachOf(job),
                            state.legs().imageOf(job.id())));
        }
        return all;
    }

    /// Of a dispatcher to which nothing has happened yet.
    void restore(Image image) {
        journal.restore(image.nowMillis(), image.hash());
        Event.PolicyChanged policy = image.policy();
        if (policy != null) {
            state.ruling().apply(policy);
        }
        rounds.restore(image.nextRoundMillis(), image.offering());
        restoreDrivers(image);
        restoreJobs(image);
        state.offers().restore(image.offers());
        state.held().restore(image.held(), this::job);
        state.lines().restore(image.lines());
        state.screen().restore(image.screen());
        state.incomes().restore(image.incomes());
        state.responses().restore(image.acceptance(), image.offers().live());
        Set<Integer> sharers = new HashSet<>(image.sharers());
        for (int slot = 0; slot < image.drivers().size(); slot++) {
            Image.OfDriver driver = image.drivers().get(slot);
            state.restore(slot, driver.swappedOut());
            state.takers()
                    .put(
                            state.roster().at(slot),
                            sharers.contains(slot),
                            driver.takesNext(),
                            image.nowMillis());
        }
        state.restore(image.jobsIn(), image.lastSeq());
    }

    private void restoreDrivers(Image image) {
        List<Long> looks = new ArrayList<>(image.drivers().size());
        for (Image.OfDriver each : image.drivers()) {
            Driver.Image driver = each.driver();
            state.roster()
                    .register(driver.profile(), state.skills().bitsOf(driver.profile().skills()))
                    .restore(driver);
            looks.add(each.lookAtMillis());
        }
        silence.restore(image.sweptTick(), looks);
    }

    private void restoreJobs(Image image) {
        List<OpenJob> jobs = new ArrayList<>(image.jobs().size());
        Map<JobId, Legs.Leg> legs = new HashMap<>();
        for (Image.OfJob each : image.jobs()) {
            OpenJob job = OpenJob.of(each.job());
            jobs.add(job);
            Reach reach = each.reach();
            if (reach != null) {
                state.approaches().put(job, reach);
            }
            Legs.Leg leg = each.leg();
            if (leg != null) {
                legs.put(job.id(), leg);
            }
        }
        state.jobs().restore(jobs, image.endedJobs());
        state.legs().restore(image.speeds(), legs);
    }

    private OpenJob job(JobId id) {
        return Objects.requireNonNull(state.open(id), "what a driver holds is open");
    }
}
