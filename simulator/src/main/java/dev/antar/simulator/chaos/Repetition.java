package dev.antar.simulator.chaos;

import dev.antar.simulator.wire.Reply;

import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks once more, under the same keys, for what was decided already.
final class Repetition {

    private static final int MOST = 500;
    private static final int ANSWER_SECONDS = 10;

    private Repetition() {}

    /// Asks for some five hundred of them, spread over all, one after the other. Blocks.
    ///
    /// @return how many had another answer than the first time
    static long answeredOtherwise(List<Asked> decided, Askers askers)
            throws InterruptedException, TimeoutException {
        long different = 0;
        int step = Math.max(1, decided.size() / MOST);
        for (int i = 0; i < decided.size(); i += step) {
            Asked asked = decided.get(i);
            Reply reply = askers.again(asked).await(ANSWER_SECONDS, TimeUnit.SECONDS);
            boolean same =
                    reply.status() == asked.status()
                            && reply.body() != null
                            && reply.body()
                                    .encode()
                                    .equals(new JsonObject(asked.answer()).encode());
            different += same ? 0 : 1;
        }
        return different;
    }
}
