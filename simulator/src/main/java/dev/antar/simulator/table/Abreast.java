package dev.antar.simulator.table;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/// Does the same to many things, as many at a time as there are processors.
final class Abreast {

    private Abreast() {}

    /// @param taken by what each gives, one at a time, in the order in which they end
    static <A, B> void forEach(List<A> all, Function<A, B> work, Consumer<B> taken) {
        int threads = Math.min(all.size(), Runtime.getRuntime().availableProcessors());
        Object oneAtATime = new Object();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
            List<CompletableFuture<Void>> running =
                    all.stream()
                            .map(
                                    each ->
                                            CompletableFuture.supplyAsync(
                                                            () -> work.apply(each), pool)
                                                    .thenAccept(
                                                            result -> {
                                                                synchronized (oneAtATime) {
                                                                    taken.accept(result);
                                                                }
                                                            }))
                            .toList();
            try {
                CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
            } catch (CompletionException e) {
                pool.shutdownNow();
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
