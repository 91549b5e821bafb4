package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Command;
import dev.antar.core.job.JobState;
import dev.antar.core.offer.Offer;

import java.util.ArrayList;
import java.util.List;

/// Jobs from asking to done: submitted, offered in a round of a thousand, accepted, picked up,
/// completed. Making the commands is in the time.
final class CyclesRun {

    private static final int JOBS = 1_000;

    private final Bench bench;
    private final Market market;
    private final String subject;

    CyclesRun(Bench bench, Market market, String subject) {
        this.bench = bench;
        this.market = market;
        this.subject = subject;
    }

    void measure() {
        Runs measured = new Runs();
        int cycles = bench.quick() ? 6 : 30;
        for (int run = -1; run < 3; run++) {
            int doneBefore = market.dispatcher.jobsIn(JobState.COMPLETED);
            long began = System.nanoTime();
            int done = 0;
            for (int i = 0; i < cycles; i++) {
                done += cycle();
            }
            long took = System.nanoTime() - began;
            if (market.dispatcher.jobsIn(JobState.COMPLETED) - doneBefore != done) {
                throw new WrongAnswer(subject + " lost a completed job");
            }
            if (done < cycles * JOBS / 2) {
                throw new WrongAnswer(subject + " offered only " + done + " jobs");
            }
            if (run >= 0) {
                measured.add(done * 1e9 / took);
            }
        }
        bench.row(subject, market.city.drivers(), "jobs_done_per_s", "jobs/s", measured);
    }

    private int cycle() {
        market.ask(JOBS);
        List<Offer> offers = new ArrayList<>(JOBS);
        market.round(offers);
        for (Offer offer : offers) {
            market.handle(new Command.AcceptOffer(market.now, offer.driver(), offer.id()));
        }
        for (Offer offer : offers) {
            market.handle(new Command.PickUpJob(market.now, offer.driver(), offer.job()));
            market.handle(new Command.CompleteJob(market.now, offer.driver(), offer.job()));
        }
        return offers.size();
    }
}
