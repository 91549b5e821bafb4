package dev.antar.server.care;

import dev.antar.server.json.Problem;
import dev.antar.server.store.Database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Takes a person out of the database: another name stands where his stood, which nothing leads to,
/// and his places are coarse or gone. What happened stays, so that the log's fold, pay and
/// everybody else's history do. No server may run meanwhile: one that does is fenced off.
public final class Erasure {

    private static final int RANDOM_BYTES = 8;

    private final Database database;
    private final boolean acceptNamesakes;

    /// @param acceptNamesakes whether the name may stay where it is not known to be the person's
    public Erasure(Database database, boolean acceptNamesakes) {
        this.database = database;
        this.acceptNamesakes = acceptNamesakes;
    }

    /// What was done.
    ///
    /// @param already whether the name was erased before, and is not known since
    /// @param rows that were changed
    public record Erased(boolean already, long rows) {}

    /// Erases a name, all of it or nothing.
    ///
    /// @throws Refused where nobody has it, or he is on duty, or the job is not over
    public Erased erase(Person person) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            requireNoServer(connection);
            Erased erased = new Pass(connection, person).run();
            connection.commit();
            if (!erased.already()) {
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("vacuum");
                    statement.execute("checkpoint");
                }
            }
            return erased;
        }
    }

    private static void requireNoServer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where application_name ="
                                        + " 'antar' and datname = current_database()")) {
            row.next();
            if (row.getInt(1) > 0) {
                throw new Refused(
                        "A server works on this database: stop it, erase, and start it again."
                                + " Meanwhile it would write what it remembers.");
            }
        }
    }

    /// One name on its way out.
    private final class Pass {

        private final Connection connection;
        private final Person person;
        private final String id;
        private final String instead;
        private long rows;

        Pass(Connection connection, Person person) {
            this.connection = connection;
            this.person = person;
            this.id = person.id();
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            this.instead = "erased-" + HexFormat.of().formatHex(random);
        }

        Erased run() throws SQLException {
            // What else is never rewritten lets itself be for this.
            change("set local antar.erasing = 'on'");
            change(ErasedCases.BEGIN);
            boolean known =
                    switch (person.kind()) {
                        case DRIVER -> driver();
                        case JOB -> job();
                    };
            if (!known) {
                if (yes("select is_erased(?, ?)", person.kind().word(), id)) {
                    return new Erased(true, 0);
                }
                throw new Refused("There is no " + person + ".");
            }
            for (ErasedCases.Change each : ErasedCases.of(person.kind().word(), id, instead)) {
                change(each.update(), each.values().toArray(String[]::new));
            }
            // What was known of a decision when somebody objected to it.
            change(
                    "update review_case set evidence = regexp_replace(evidence::text, ?, ?,"
                            + " 'g')::jsonb where strpos(evidence::text, ?) > 0",
                    '"' + id + "\"(?!:)",
                    '"' + instead + '"',
                    '"' + id + '"');
            // Whoever repeats a request must not have it done a second time.
            change(
                    "update idempotency set status = 410, body = ? where strpos(body, ?) > 0",
                    Problem.gone(person.kind().word()).toJson().encode(),
                    '"' + id + '"');
            requireNothingLeft();
            change(
                    "insert into erased (kind, digest, on_day) values (?, erased_digest(?, ?),"
                            + " current_date) on conflict do nothing",
                    person.kind().word(),
                    person.kind().word(),
                    id);
            return new Erased(false, rows);
        }

        private boolean driver() throws SQLException {
            if (!yes("select exists (select from driver where id = ?)", id)) {
                return false;
            }
            if (yes(
                    "select exists (select from driver d where d.id = ? and (d.on_duty or exists"
                        + " (select from job where job.region = d.region and job.driver = d.id and"
                        + " job.ended_at is null)))",
                    id)) {
                throw new Refused(
                        "The " + person + " is on duty or has a job: let him go off duty first.");
            }
            fence("select region from driver where id = ?");
            rename();
            change(
                    "update event set body = jsonb_set(body, '{driver}', to_jsonb(?::text)) where"
                            + " body ->> 'driver' = ?",
                    instead,
                    id);
            change(
                    "update event set body = jsonb_set(body, '{holder}', to_jsonb(?::text)) where"
                            + " body ->> 'holder' = ?",
                    instead,
                    id);
            change(
                    "update event set body = jsonb_set(body, '{availability}', '{\"kind\":"
                            + " \"OPEN\"}') where body ->> 'driver' = ? and body #>>"
                            + " '{availability,kind}' = 'GO_HOME'",
                    instead);
            // What humans said of him in words of their own.
            change(
                    "update event set body = jsonb_set(body, '{reason}', '\"erased\"') where driver"
                            + " = ? and type in ('DriverPaused', 'DriverResumed')",
                    instead);
            change(
                    "update driver set availability = jsonb_set(availability, '{pause,reason}',"
                            + " '\"erased\"') where id = ? and jsonb_exists(availability, 'pause')",
                    instead);
            change("update pay_adjustment set reason = 'erased' where driver = ?", instead);
            change("update review_case set words = 'erased' where driver = ?", instead);
            change(
                    "update review_entry set words = 'erased' where words is not null and"
                            + " review_case in (select id from review_case where driver = ?)",
                    instead);
            change(
                    "update decision_record set body = body || case when body ->> 'w' = ? then"
                            + " jsonb_build_object('w', ?::text) else '{}' end where body @>"
                            + " jsonb_build_object('w', ?::text)",
                    id,
                    instead,
                    id);
            considered("c");
            considered("o");
            return true;
        }

        /// A record's array of drivers, each with his name in `d`.
        private void considered(String array) throws SQLException {
            change(
                    ("update decision_record set body = jsonb_set(body, '{%s}', (select"
                         + " jsonb_agg(case when e ->> 'd' = ? then e || jsonb_build_object('d',"
                         + " ?::text) else e end order by n) from jsonb_array_elements(body ->"
                         + " '%s') with ordinality as x (e, n))) where body -> '%s' @>"
                         + " jsonb_build_array(jsonb_build_object('d', ?::text))")
                            .formatted(array, array, array),
                    id,
                    instead,
                    id);
        }

        private boolean job() throws SQLException {
            if (!yes("select exists (select from job where id = ?)", id)) {
                return false;
            }
            if (yes("select ended_at is null from job where id = ?", id)) {
                throw new Refused("The " + person + " is not over: cancel it or let it end first.");
            }
            fence("select region from job where id = ?");
            rename();
            change(
                    "update job set exact = false, asked = coarse_job(asked) ||"
                            + " jsonb_build_object('id', ?::text), end_reason = case when state ="
                            + " 'CANCELLED' then split_part(end_reason, ': ', 1) || ': erased' else"
                            + " end_reason end where id = ?",
                    instead,
                    instead);
            change(
                    "update event set body = jsonb_set(body, '{asked}', coarse_job(body -> 'asked')"
                        + " || jsonb_build_object('id', ?::text)) where job = ? and version = 1",
                    instead,
                    instead);
            change(
                    "update event set body = jsonb_set(body, '{reason}', '\"erased\"') where job ="
                            + " ? and type = 'JobCancelled'",
                    instead);
            change(
                    "update event set body = jsonb_set(body, '{stops}', (select jsonb_agg(case when"
                        + " e ->> 'job' = ? then e || jsonb_build_object('job', ?::text) else e end"
                        + " order by n) from jsonb_array_elements(body -> 'stops') with ordinality"
                        + " as x (e, n))) where body -> 'stops' @>"
                        + " jsonb_build_array(jsonb_build_object('job', ?::text))",
                    id,
                    instead,
                    id);
            change("update job_name set id = ? where id = ?", instead, id);
            return true;
        }

        /// Another row stands for his, and in every column that is named for such names the other
        /// name: so it is also with tables that are added one day.
        private void rename() throws SQLException {
            String table = person.kind().word();
            change(
                    ("insert into %1$s select (jsonb_populate_record(null::%1$s, to_jsonb(t) ||"
                         + " jsonb_build_object('id', ?::text))).* from %1$s t where id = ?")
                            .formatted(table),
                    instead,
                    id);
            List<String> others = new ArrayList<>();
            for (Map.Entry<String, List<String>> each :
                    new Tables(connection).columns().entrySet()) {
                if (each.getValue().contains(table)) {
                    others.add(each.getKey());
                }
            }
            for (String other : others) {
                change(
                        "update %1$s set %2$s = ? where %2$s = ?"
                                .formatted(Tables.quoted(other), Tables.quoted(table)),
                        instead,
                        id);
            }
            change("delete from " + table + " where id = ?", id);
        }

        /// A server that still has the region can write no more.
        private void fence(String regions) throws SQLException {
            change("update region set epoch = epoch + 1 where id in (" + regions + ")", id);
        }

        private void requireNothingLeft() throws SQLException {
            List<String> left = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet columns =
                            statement.executeQuery(
                                    "select c.relname, a.attname, format_type(a.atttypid, null)"
                                        + " from pg_class c join pg_attribute a on a.attrelid ="
                                        + " c.oid where c.relkind in ('r', 'p') and not"
                                        + " c.relispartition and a.attnum > 0 and not"
                                        + " a.attisdropped and c.relnamespace ="
                                        + " current_schema()::regnamespace and"
                                        + " format_type(a.atttypid, null) in ('text', 'character"
                                        + " varying', 'text[]', 'json', 'jsonb') and c.relname <>"
                                        + " 'flyway_schema_history' order by 1, 2")) {
                while (columns.next()) {
                    String table = columns.getString(1);
                    String column = columns.getString(2);
                    if (stands(table, column, columns.getString(3))) {
                        left.add(table + "." + column);
                    }
                }
            }
            if (!left.isEmpty() && !acceptNamesakes) {
                throw new Refused(
                        "The name "
                                + id
                                + " also stands in "
                                + String.join(", ", left)
                                + ". Where that is somebody or something else of the same name,"
                                + " insist with --accept-namesakes.");
            }
        }

        private boolean stands(String table, String column, String type) throws SQLException {
            String value = Tables.quoted(column);
            String found =
                    switch (type) {
                        case "text[]" -> "? = any (" + value + ")";
                        case "json", "jsonb" ->
                                "jsonb_path_exists("
                                        + value
                                        + "::jsonb, '$.** ? (@ == $id)',"
                                        + " jsonb_build_object('id', ?::text))";
                        default -> value + " = ? or strpos(" + value + ", '\"' || ? || '\"') > 0";
                    };
            String question =
                    "select exists (select from " + Tables.quoted(table) + " where " + found + ")";
            boolean text = type.equals("text") || type.startsWith("character");
            return text ? yes(question, id, id) : yes(question, id);
        }

        private boolean yes(String question, String... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(question)) {
                set(statement, values);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        }

        private void change(String update, String... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                set(statement, values);
                rows += statement.executeUpdate();
            }
        }

        private static void set(PreparedStatement statement, String... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
        }
    }
}
