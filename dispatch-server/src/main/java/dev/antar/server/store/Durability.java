package dev.antar.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Supplier;

/// Whether the database keeps what it confirms, looked at again and again: its settings can be
/// changed while everybody works. What is found is told and stops nobody. Any thread.
public final class Durability {

    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

    private final String database;
    private final Supplier<Future<List<String>>> ask;
    private volatile List<String> off;

    /// @param database for people who read of it
    /// @param off what was found at the start
    /// @param ask for the settings by which it may lose what it has confirmed, such as `fsync=off`
    Durability(String database, List<String> off, Supplier<Future<List<String>>> ask) {
        this.database = database;
        this.off = List.copyOf(off);
        this.ask = ask;
    }

    /// Looks at a database again and again.
    public static Durability watching(Database database, Vertx vertx, long millis) {
        Durability durability =
                new Durability(
                        database.toString(),
                        database.settingsOff(),
                        () -> database.settingsOffNow(vertx));
        vertx.setPeriodic(millis, _ -> durability.look());
        return durability;
    }

    /// The settings by which it may lose what it has confirmed, when somebody last looked.
    public List<String> off() {
        return off;
    }

    /// Looks now. Where the database does not answer all is as it was.
    public Future<Void> look() {
        return ask.get()
                .onSuccess(this::found)
                .onFailure(e -> LOG.debug("{} was not asked for its settings", database, e))
                .transform(_ -> Future.succeededFuture());
    }

    private void found(List<String> now) {
        List<String> before = off;
        if (now.equals(before)) {
            return;
        }
        off = List.copyOf(now);
        if (now.isEmpty()) {
            LOG.info("{} keeps what is acknowledged again", database);
        } else {
            LOG.warn("{} may lose what is acknowledged: {}", database, String.join(", ", now));
        }
    }
}
