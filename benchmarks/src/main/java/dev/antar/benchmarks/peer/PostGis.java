package dev.antar.benchmarks.peer;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.IntPredicate;

/// PostGIS: a real server of this run on loopback, one connection, a GiST index; moves in batches
/// of 100 that do not wait for the disk. Positions are metres in a plane, and the filter a column.
public final class PostGis implements MovingIndex {

    private static final int BATCH = 100;
    private static final int LOADED_AT_ONCE = 100_000;

    private final IntPredicate wanted;
    private final PostgresProcess server;
    private final Connection connection;
    private final PreparedStatement update;
    private final PreparedStatement search;
    private final StringBuilder loading = new StringBuilder();
    private int loaded;
    private int waiting;
    private boolean indexed;

    /// Starts a server in a folder of its own.
    ///
    /// @throws NotInstalled when there is none to start
    public PostGis(IntPredicate wanted) throws IOException, InterruptedException, SQLException {
        this.wanted = wanted;
        this.server = PostgresProcess.start();
        this.connection = DriverManager.getConnection(server.url());
        try (var statement = connection.createStatement()) {
            statement.execute("create extension postgis");
            statement.execute("set synchronous_commit = off");
            statement.execute(
                    "create table driver (slot int, wanted boolean, place geometry(Point))"
                            + " with (fillfactor = 50)");
        }
        this.update =
                connection.prepareStatement(
                        "update driver set place = st_point(?, ?) where slot = ?");
        this.search =
                connection.prepareStatement(
                        "select slot from driver where wanted"
                                + " order by place <-> st_point(?, ?) limit ?");
    }

    @Override
    public String name() {
        return "postgis";
    }

    @Override
    public double tolerance(double meters) {
        return Plane.projectionTolerance(meters);
    }

    @Override
    public void move(int driver, double lat, double lng) {
        if (!indexed) {
            loading.append(
                    String.format(
                            Locale.ROOT,
                            "%d\t%b\tPOINT(%.3f %.3f)\n",
                            driver,
                            wanted.test(driver),
                            Plane.x(lng),
                            Plane.y(lat)));
            if (++loaded % LOADED_AT_ONCE == 0) {
                load();
            }
            return;
        }
        try {
            update.setDouble(1, Plane.x(lng));
            update.setDouble(2, Plane.y(lat));
            update.setInt(3, driver);
            update.addBatch();
            if (++waiting == BATCH) {
                settle();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void settle() {
        try {
            if (!indexed) {
                load();
                try (var statement = connection.createStatement()) {
                    statement.execute("create index on driver using gist (place)");
                    statement.execute("create index on driver (slot)");
                    statement.execute("vacuum analyze driver");
                }
                indexed = true;
            } else if (waiting > 0) {
                update.executeBatch();
                waiting = 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int nearest(double lat, double lng, int k, int[] found) {
        try {
            search.setDouble(1, Plane.x(lng));
            search.setDouble(2, Plane.y(lat));
            search.setInt(3, k);
            try (ResultSet rows = search.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    found[count++] = rows.getInt(1);
                }
                return count;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            server.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void load() {
        try {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn("copy driver from stdin", new StringReader(loading.toString()));
            loading.setLength(0);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
