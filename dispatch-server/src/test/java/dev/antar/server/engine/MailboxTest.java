package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class MailboxTest {

    private static final List<Priority> ALL = List.of(Priority.values());

    /// What the region's thread is asked to run.
    private final Deque<Runnable> home = new ArrayDeque<>();

    private final Mailbox mailbox = new Mailbox(home::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void moreImportantThingsGoFirst() {
        put(Priority.MAP, "map");
        put(Priority.FIX, "fix");
        put(Priority.READ, "read");
        put(Priority.CHANGE, "change");
        put(Priority.CHANGE, "next change");

        work();

        assertEquals(List.of("change", "next change", "read", "fix", "map"), done);
    }

    @Test
    void answerPullsAlongTheFixesThatCameBeforeIt() {
        put(Priority.CHANGE, "change");
        put(Priority.FIX, "fix before");
        put(Priority.ANSWER, "answer");
        put(Priority.FIX, "fix after");

        work();

        assertEquals(List.of("fix before", "answer", "change", "fix after"), done);
    }

    @Test
    void nothingWaitsForEverBehindAnswersThatKeepComing() {
        put(Priority.CHANGE, "change");
        put(Priority.READ, "read");
        put(Priority.MAP, "map");

        for (int i = 0; i < 300; i++) {
            put(Priority.ANSWER, "answer");
        }
        home.remove().run();

        assertTrue(done.containsAll(List.of("change", "read", "map")), done.toString());
        assertFalse(home.isEmpty(), "the other answers come next");
    }

    @Test
    void fullKindRefusesItsOwnOnly() {
        int reads = 0;
        while (mailbox.put(Priority.READ, () -> {})) {
            reads++;
        }

        assertEquals(Mailbox.bound(Priority.READ), reads);
        assertEquals(1, mailbox.refused(Priority.READ));
        assertTrue(mailbox.put(Priority.CHANGE, () -> {}));
        assertTrue(mailbox.put(Priority.ANSWER, () -> {}));
        work();
        assertEquals(0, mailbox.size());
        assertTrue(mailbox.put(Priority.READ, () -> {}));
    }

    @Test
    void loadOfFixesCountsForAllThatIsInIt() {
        mailbox.putAlways(Priority.FIX, Mailbox.bound(Priority.FIX), () -> {});

        assertFalse(mailbox.put(Priority.FIX, () -> {}));
        mailbox.putAlways(Priority.FIX, 1_000, () -> {});
        assertEquals(Mailbox.bound(Priority.FIX) + 1_000, mailbox.size(Priority.FIX));
    }

    @Test
    void oneThatFailsKeepsNobodyElseFromHisTurn() {
        mailbox.put(
                Priority.CHANGE,
                () -> {
                    throw new IllegalStateException("as planned");
                });
        put(Priority.CHANGE, "other");

        work();

        assertEquals(List.of("other"), done);
    }

    @Test
    void threadIsCalledOnceForACrowd() {
        for (int i = 0; i < 20; i++) {
            put(Priority.CHANGE, "change");
        }

        assertEquals(1, home.size());
    }

    /// Whatever comes in, and whenever the thread finds time: everything is done once, each kind in
    /// its order, and what drivers send in its order too.
    @Property(tries = 200)
    void nobodyOvertakesHimself(
            @ForAll @Size(max = 600) List<@IntRange(min = 0, max = 5) Integer> steps) {
        List<Priority> sent = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int step : steps) {
            if (step < ALL.size()) {
                int number = sent.size();
                sent.add(ALL.get(step));
                mailbox.putAlways(sent.getLast(), 1, () -> order.add(number));
            } else if (!home.isEmpty()) {
                home.remove().run();
            }
        }
        work();

        assertEquals(sent.size(), order.size());
        for (Priority each : Priority.values()) {
            assertSorted(order.stream().filter(n -> sent.get(n) == each).toList());
        }
        assertSorted(
                order.stream()
                        .filter(n -> List.of(Priority.ANSWER, Priority.FIX).contains(sent.get(n)))
                        .toList());
    }

    @Test
    void everythingFromManyThreadsIsDoneOnce() throws InterruptedException {
        int threads = 4;
        int each = 5_000;
        AtomicInteger count = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(threads * each);
        try (ExecutorService region = Executors.newSingleThreadExecutor();
                ExecutorService callers = Executors.newFixedThreadPool(threads)) {
            Mailbox box = new Mailbox(region);
            for (int i = 0; i < threads; i++) {
                callers.execute(
                        () -> {
                            for (int n = 0; n < each; n++) {
                                box.putAlways(
                                        ALL.get(n % ALL.size()),
                                        1,
                                        () -> {
                                            count.incrementAndGet();
                                            all.countDown();
                                        });
                            }
                        });
            }

            assertTrue(all.await(30, TimeUnit.SECONDS), "only " + count);
        }
        assertEquals(threads * each, count.get());
    }

    private static void assertSorted(List<Integer> numbers) {
        assertEquals(numbers.stream().sorted().toList(), numbers);
    }

    private void put(Priority priority, String what) {
        assertTrue(mailbox.put(priority, () -> done.add(what)));
    }

    private void work() {
        while (!home.isEmpty()) {
            home.remove().run();
        }
    }
}
