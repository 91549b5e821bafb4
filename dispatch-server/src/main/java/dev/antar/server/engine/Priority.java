package dev.antar.server.engine;

import dev.antar.core.engine.Command;

/// What goes first when not everything can be done, the most important first: whoever is asked for
/// more than he can do refuses from the end of this list.
public enum Priority {
    /// What drivers say: that they come and go, and of jobs that they have been offered or hold;
    /// and the welcome of a phone that comes back. Refusing it costs a customer his driver, and
    /// work that has been done already. At the door cancellations count as such too: they make
    /// room.
    ANSWER,

    /// New jobs, cancellations, what operators change.
    CHANGE,

    /// Looking at something; whoever waits can look again.
    READ,

    /// Positions and signs of life: the next one makes up for one that was lost.
    FIX,

    /// Maps, pages, explanations and exports: dear, and nobody drives by them.
    MAP;

    /// How important a command is. All that a driver sends is [#ANSWER] or [#FIX]; a server that is
    /// about to stop is not kept waiting either.
    static Priority of(Command command) {
        return switch (command) {
            case Command.RegisterDriver _,
                    Command.GoOnline _,
                    Command.GoOffline _,
                    Command.AcceptOffer _,
                    Command.DeclineOffer _,
                    Command.ArriveAtPickup _,
                    Command.PickUpJob _,
                    Command.CompleteJob _,
                    Command.ReleaseJob _,
                    Command.StopOffering _ ->
                    ANSWER;
            case Command.SubmitJob _,
                    Command.GiveReach _,
                    Command.CancelJob _,
                    Command.PauseDriver _,
                    Command.ResumeDriver _,
                    Command.ChangePolicy _,
                    Command.Tick _ ->
                    CHANGE;
            case Command.ReportFix _,
                    Command.ReportFixes _,
                    Command.CompareClocks _,
                    Command.Heartbeat _ ->
                    FIX;
        };
    }
}
