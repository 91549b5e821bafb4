package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Whoever is off duty is offered nothing, holds nothing, is nowhere on the map and is not shown as
/// on duty; whoever wants no offers gets none; and nobody comes or goes but by his own command that
/// is not refused, or for his silence.
final class DutyCheck implements Check {

    /// A driver, by what is written and by what his phone sent and heard.
    private static final class Known {
        @Nullable Availability wish;

        /// Wishes that were written since he sent his last command, and the one before.
        final Set<String> since = new HashSet<>();

        /// His last command about his duty, `offline` or which offers he wants.
        String sent = "";

        boolean answeredDone;

        /// Whether what that command asks for was written since it was sent.
        boolean carriedOut;

        /// What that command asked for if it was refused, or nothing.
        String refused = "";

        String now() {
            return wish == null ? "offline" : word(wish);
        }
    }

    private final Findings findings;
    private final Map<DriverId, Known> drivers = new HashMap<>();
    private final Map<Long, DriverId> offers = new HashMap<>();
    private final Map<JobId, DriverId> holders = new HashMap<>();
    private int process;

    DutyCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Began began -> process = began.process();
            case Seen.CommandSent sent -> sent(sent, known(DriverApp.id(sent.driver())));
            case Seen.CommandAnswered answer ->
                    answered(answer, known(DriverApp.id(answer.driver())));
            case Seen.StateShown state -> {
                if (state.onDuty() && isGone(known(DriverApp.id(state.driver())))) {
                    findings.add(
                            state.atMillis(),
                            Rule.OFF_DUTY_STAYS_OFF,
                            state + " after he was told that he is off duty");
                }
            }
            case Seen.Moved moved -> {
                if (moved.process() == process && isGone(known(DriverApp.id(moved.driver())))) {
                    findings.add(
                            moved.atMillis(), Rule.OFF_DUTY_STAYS_OFF, moved + " while off duty");
                }
            }
            case Seen.Written written ->
                    written.events().forEach(event -> written(event, written.atMillis()));
            default -> {}
        }
    }

    private Known known(DriverId driver) {
        return drivers.computeIfAbsent(driver, _ -> new Known());
    }

    private static boolean isGone(Known driver) {
        return driver.sent.equals("offline") && driver.answeredDone;
    }

    private static String word(Availability wish) {
        return switch (wish) {
            case Availability.Open _ -> Shift.OPEN;
            case Availability.Silent _ -> "SILENT";
            case Availability.Break _ -> "BREAK";
            case Availability.GoHome _ -> "GO_HOME";
        };
    }

    private static void sent(Seen.CommandSent command, Known driver) {
        if (command.type().equals("online") || command.type().equals("offline")) {
            driver.sent = command.type().equals("online") ? command.about() : "offline";
            driver.answeredDone = false;
            driver.carriedOut = false;
            driver.refused = "";
            driver.since.clear();
            driver.since.add(driver.now());
        }
    }

    private void answered(Seen.CommandAnswered answer, Known driver) {
        if (!answer.type().equals("online") && !answer.type().equals("offline")) {
            return;
        }
        driver.answeredDone = answer.done();
        if (!answer.done()) {
            refused(answer, driver);
        } else if (!driver.since.contains(driver.sent)) {
            findings.add(
                    answer.atMillis(),
                    Rule.NO_ACK_BEFORE_COMMIT,
                    answer + " but written " + driver.since);
        }
    }

    /// All is to stay as it is, so that what is done later is not what he asked for.
    private void refused(Seen.CommandAnswered answer, Known driver) {
        if (driver.carriedOut) {
            findings.add(
                    answer.atMillis(),
                    Rule.REFUSED_IS_NOT_DONE,
                    answer + " was refused, and done since it was sent");
        }
        driver.refused = driver.sent;
        driver.sent = driver.now();
    }

    private void written(Event event, long at) {
        switch (event) {
            case Event.DriverWentOnline online -> {
                Known driver = known(online.driver());
                driver.wish = online.availability();
                driver.since.add(driver.now());
                askedFor(event, driver.now(), driver, at);
            }
            case Event.DriverWentOffline offline -> {
                Known driver = known(offline.driver());
                driver.wish = null;
                driver.since.add(driver.now());
                if (offline.reason() == OfflineReason.DRIVER) {
                    askedFor(event, "offline", driver, at);
                }
                leaves(offline, at);
            }
            case Event.OfferMade made -> offered(made.offer(), at);
            case Event.SwapOffered swap -> offered(swap.offer(), at);
            case Event.OfferEnded ended -> {
                offers.remove(ended.offer());
                if (ended instanceof Event.OfferAccepted) {
                    holders.put(ended.job(), ended.driver());
                    if (known(ended.driver()).wish == null) {
                        findings.add(at, Rule.NO_OFFER_TO_OFF_DUTY, ended + " by one off duty");
                    }
                }
            }
            case Event.JobReleased released -> holders.remove(released.job());
            case Event.JobCompleted completed -> holders.remove(completed.job());
            case Event.JobCancelled cancelled -> holders.remove(cancelled.job());
            default -> {}
        }
    }

    private void askedFor(Event event, String what, Known driver, long at) {
        if (driver.sent.equals(what)) {
            driver.carriedOut = true;
        } else if (driver.refused.equals(what)) {
            findings.add(at, Rule.REFUSED_IS_NOT_DONE, event + " though it was refused");
        } else {
            findings.add(
                    at,
                    Rule.NOTHING_UNASKED,
                    event + " but his last command was " + driver.sent + ".");
        }
    }

    private void leaves(Event.DriverWentOffline event, long at) {
        if (offers.containsValue(event.driver())) {
            findings.add(at, Rule.NO_OFFER_TO_OFF_DUTY, event + " while he has an offer");
        }
        if (holders.containsValue(event.driver())) {
            findings.add(at, Rule.NO_OFFER_TO_OFF_DUTY, event + " while he holds a job");
        }
    }

    private void offered(Offer offer, long at) {
        offers.put(offer.id(), offer.driver());
        Availability wish = known(offer.driver()).wish;
        if (wish == null) {
            findings.add(at, Rule.NO_OFFER_TO_OFF_DUTY, offer + " to one who is off duty");
            return;
        }
        boolean wanted =
                switch (wish) {
                    case Availability.Silent _ -> false;
                    case Availability.Break(long until) -> offer.madeAtMillis() >= until;
                    case Availability.Open _, Availability.GoHome _ -> true;
                };
        if (!wanted) {
            findings.add(at, Rule.NO_OFFER_TO_WHO_WANTS_NONE, offer + " to one on " + wish);
        }
    }
}
