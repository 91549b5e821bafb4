package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.DriverId;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

/// One driver's commands, from his socket's frames to the region and back: each is carried out once
/// and answered, however often it comes. The socket's event loop.
final class CommandReader {

    private final DriverSession session;
    private final DriverEdge edge;
    private final DriverId driver;
    private final FixReader fixes;
    private final ShownOffer shown;

    /// @param fixes that count before the commands that come after them
    /// @param shown what the phone was offered
    CommandReader(
            DriverSession session,
            DriverEdge edge,
            DriverId driver,
            FixReader fixes,
            ShownOffer shown) {
        this.session = session;
        this.edge = edge;
        this.driver = driver;
        this.fixes = fixes;
        this.shown = shown;
    }

    /// @param type the frame's, not one of those that ask for nothing
    void read(Input frame, String type, long now) {
        DriverFrames.Named named = DriverFrames.command(frame, type, driver, now);
        if (named == null) {
            throw new ProblemException(
                    Problem.invalid("/t", type, "must be a kind of frame that drivers send"));
        }
        switch (answered().claim(driver, named.id(), named.meaning())) {
            case AnsweredCommands.Claim.New _ -> carryOut(named);
            case AnsweredCommands.Claim.Repeated(String answer) -> {
                session.say(answer);
                repeated(named, answer);
            }
            case AnsweredCommands.Claim.IdReused _ -> {
                edge.meters().commandIdReused();
                session.say(Answers.idReused(named.id()));
            }
        }
    }

    private void carryOut(DriverFrames.Named named) {
        // What he reported before counts before what he does now.
        fixes.handOver();
        session.farewell().asked();
        edge.region()
                .handle(named.command())
                .onComplete(_ -> session.farewell().answered())
                .onSuccess(result -> answer(named, result))
                .onFailure(failure -> putOff(named, failure));
    }

    private void answer(DriverFrames.Named named, Result result) {
        if (result instanceof Result.Rejected(Rejection reason)) {
            edge.meters().commandRejected(reason);
        }
        String ack = Answers.ack(named.id(), result);
        answered().answered(driver, named.id(), named.meaning(), ack);
        session.say(ack);
        if (!shown.answer(named.command())) {
            repeated(named, ack);
        }
    }

    private void putOff(DriverFrames.Named named, Throwable failure) {
        answered().putOff(driver, named.id());
        shown.answer(named.command());
        edge.meters().commandPutOff();
        session.say(Answers.unavailable(named.id(), failure, session.random()));
    }

    /// The answer to a repeated acceptance tells that it counted, perhaps long ago: a phone that
    /// takes it for news would show a job that was cancelled in between. So what he holds follows.
    private void repeated(DriverFrames.Named named, String answer) {
        if (named.command() instanceof Command.AcceptOffer
                && answer.equals(Answers.ack(named.id(), Result.done()))) {
            session.resync();
        }
    }

    private AnsweredCommands answered() {
        return edge.sessions().answered();
    }
}
