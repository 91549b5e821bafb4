package dev.antar.simulator.chaos;

import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts connections to PostgreSQL around the commit of a batch, so that whoever wrote it cannot
/// know what became of it. One for all connections of a proxy, on its event loop.
final class CommitCutter {

    /// What a region writes its batches with: a call, which is a transaction of its own.
    private static final String COMMIT = "commit_batch";

    private static final List<Moment> TURNS =
            List.of(Moment.AFTER, Moment.AFTER, Moment.DURING, Moment.AFTER, Moment.BEFORE);

    /// When, compared to the commit.
    enum Moment {
        /// It is written, and its answer is lost: the case that matters.
        AFTER,
        /// It never reaches the database.
        BEFORE,
        /// It reaches it, and is written while its writer asks whether it was.
        DURING
    }

    /// A connection that was cut.
    ///
    /// @param keys of requests whose answers were in the batch
    record Cut(Moment moment, long atNanos, List<String> keys) {

        Cut {
            keys = List.copyOf(keys);
        }
    }

    private final Pattern key;
    private final BooleanSupplier wanted;

    /// Read from other threads.
    private final List<Cut> cuts = new CopyOnWriteArrayList<>();

    /// @param tag with which the keys of requests begin
    /// @param wanted whether the next commit is to be cut
    CommitCutter(String tag, BooleanSupplier wanted) {
        this.key = Pattern.compile(Pattern.quote(tag) + "-key-\\d+(-cancel)?");
        this.wanted = wanted;
    }

    /// For a new connection.
    Tap tap() {
        return new Connection();
    }

    /// What was cut so far.
    List<Cut> cuts() {
        return List.copyOf(cuts);
    }

    int count() {
        return cuts.size();
    }

    private final class Connection implements Tap {

        private final PostgresMessages fromClient = new PostgresMessages(false);
        private final Set<String> commits = new HashSet<>();
        private PostgresMessages answer = new PostgresMessages(true);
        private boolean swallowing;
        private List<String> keys = List.of();
        private Moment moment = Moment.AFTER;

        @Override
        public Verdict toServer(Buffer bytes) {
            fromClient.add(bytes);
            for (var message = fromClient.next(); message != null; message = fromClient.next()) {
                if (message.type() == 'P') {
                    prepared(message);
                } else if (message.type() == 'B' && isCommit(message) && wanted.getAsBoolean()) {
                    return begin(message);
                }
            }
            return Verdict.PASS;
        }

        @Override
        public Verdict toClient(Buffer bytes) {
            if (!swallowing) {
                return Verdict.PASS;
            }
            answer.add(bytes);
            for (var message = answer.next(); message != null; message = answer.next()) {
                if (message.type() == 'Z') {
                    // The transaction is over: only now is it certain that it was carried out.
                    if (moment == Moment.AFTER) {
                        cuts.add(new Cut(moment, System.nanoTime(), keys));
                    }
                    return Verdict.CUT;
                }
            }
            return Verdict.SWALLOW;
        }

        /// A statement's name, then its text; whatever had that name before has it no more.
        private void prepared(PostgresMessages.Message parse) {
            String name = parse.text(0);
            boolean commit = parse.body().toString(StandardCharsets.ISO_8859_1).contains(COMMIT);
            if (commit) {
                commits.add(name);
            } else {
                commits.remove(name);
            }
        }

        /// A portal's name, then the statement's.
        private boolean isCommit(PostgresMessages.Message bind) {
            return commits.contains(bind.text(bind.text(0).length() + 1));
        }

        private Verdict begin(PostgresMessages.Message bind) {
            keys = keysIn(bind.body());
            moment = TURNS.get(cuts.size() % TURNS.size());
            swallowing = true;
            answer = new PostgresMessages(true);
            if (moment == Moment.AFTER) {
                return Verdict.PASS;
            }
            cuts.add(new Cut(moment, System.nanoTime(), keys));
            return moment == Moment.BEFORE ? Verdict.CUT : Verdict.PASS_AND_CUT_CLIENT;
        }
    }

    private List<String> keysIn(Buffer batch) {
        Matcher found = key.matcher(batch.toString(StandardCharsets.ISO_8859_1));
        List<String> keys = new ArrayList<>();
        while (found.find()) {
            keys.add(found.group());
        }
        return keys;
    }
}
