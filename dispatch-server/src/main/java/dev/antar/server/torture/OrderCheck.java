package dev.antar.server.torture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// On one connection a driver hears of a job in the order in which it fared: not that it is lost
/// and then that it is his. An acceptance repeated after its job was lost is answered as the first
/// was; then a state must follow that puts it right, or he drives to where nobody waits.
final class OrderCheck implements Check {

    private static final int PUT_RIGHT_MILLIS = 1_000;

    /// What a driver has heard on his connection.
    private static final class Heard {

        /// Jobs of which he was told last that they are not his.
        final Set<String> lost = new HashSet<>();

        /// Answers that no state has put right yet.
        final List<Seen.CommandAnswered> astray = new ArrayList<>();
    }

    private final Findings findings;
    private final Map<Integer, Heard> heard = new HashMap<>();
    private final Map<Long, String> jobs = new HashMap<>();

    OrderCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        judge(seen.atMillis());
        switch (seen) {
            case Seen.Connected now -> heard.put(now.driver(), new Heard());
            case Seen.Disconnected now -> heard.remove(now.driver());
            case Seen.OfferShown shown -> {
                jobs.put(shown.offer(), shown.job());
                Heard his = heard.get(shown.driver());
                if (his != null) {
                    his.lost.remove(shown.job());
                }
            }
            case Seen.JobLost lost -> {
                Heard his = heard.get(lost.driver());
                if (his != null) {
                    his.lost.add(lost.job());
                }
            }
            case Seen.CommandAnswered answer -> answered(answer, heard.get(answer.driver()));
            case Seen.StateShown state -> state(state, heard.get(state.driver()));
            default -> {}
        }
    }

    private void answered(Seen.CommandAnswered answer, @Nullable Heard his) {
        if (his == null || !answer.done() || !answer.type().equals("accept")) {
            return;
        }
        String job = jobs.get(Long.parseLong(answer.about()));
        if (job != null && his.lost.contains(job)) {
            his.astray.add(answer);
        }
    }

    private void state(Seen.StateShown state, @Nullable Heard his) {
        if (his == null) {
            return;
        }
        his.astray.clear();
        for (String job : state.jobs()) {
            if (his.lost.contains(job)) {
                findings.add(
                        state.atMillis(),
                        Rule.TOLD_IN_ORDER,
                        state + " after d" + state.driver() + " was told that he lost " + job);
            }
        }
    }

    private void judge(long nowMillis) {
        for (Heard his : heard.values()) {
            Iterator<Seen.CommandAnswered> astray = his.astray.iterator();
            while (astray.hasNext()) {
                Seen.CommandAnswered answer = astray.next();
                if (nowMillis > answer.atMillis() + PUT_RIGHT_MILLIS) {
                    astray.remove();
                    findings.add(
                            answer.atMillis(),
                            Rule.TOLD_IN_ORDER,
                            answer + " after he was told that the job is lost, and no state since");
                }
            }
        }
    }
}
