package dev.antar.server.care;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.antar.server.store.Database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// Gives out what the database knows of a person, as JSON, and nothing of anybody else: of a driver
/// not where his customers went, of a decision only what was said of him. Also while a server runs.
public final class PersonExport {

    private static final int ROWS_AT_ONCE = 1_000;

    /// @param name of the array
    /// @param question with the person's name as its every parameter, answered by one JSON column
    private record Part(String name, String question) {}

    private static final String OWN =
            "(select e from jsonb_array_elements(body -> '%s') as e where e ->> 'd' = ? limit 1)";

    /// His events, of which an exchange of a job also names another.
    private static final String EVENTS =
            """
            select to_jsonb(t) || jsonb_build_object(
                'driver', case when t.driver = ? then t.driver end,
                'body', t.body - array(select key from unnest('{driver,holder}'::text[]) as key
                                       where t.body ->> key <> ?))
            from event t
            where t.driver = ? or t.body ->> 'driver' = ? or t.body ->> 'holder' = ?
            order by t.region, t.seq
            """;

    /// Jobs that he had or has, without where customers went and what they said.
    private static final String JOBS =
            """
            select to_jsonb(t) - 'asked' - 'end_reason' from job t where t.driver = ?
            order by t.requested_at, t.id
            """;

    private static final String DECISIONS =
            """
            select jsonb_build_object(
                'region', region, 'job', job, 'at', at, 'policy', body -> 'p',
                'chosen', body ->> 'w' is not distinct from ?,
                'considered', %s,
                'notConsidered', %s)
            from decision_record
            where body ->> 'w' = ?
               or body -> 'c' @> jsonb_build_array(jsonb_build_object('d', ?::text))
               or body -> 'o' @> jsonb_build_array(jsonb_build_object('d', ?::text))
            order by at, job
            """
                    .formatted(OWN.formatted("c"), OWN.formatted("o"));

    private static final String CASES =
            """
            select to_jsonb(t) || jsonb_build_object(
                'evidence', t.evidence - 'record' - 'replay',
                'history', (select coalesce(jsonb_agg(to_jsonb(e) order by e.number), '[]')
                            from review_entry e where e.review_case = t.id))
            from review_case t where t.driver = ? order by t.opened_at, t.id
            """;

    /// What was answered about him, and to answers about his cases, which do not name him.
    private static final String REPLIES =
            """
            select to_jsonb(t) from idempotency t
            where strpos(t.body, '"driver":"' || ? || '"') > 0
               or exists (select from review_case c
                          where c.driver = ? and strpos(t.body, '"id":"' || c.id || '"') > 0)
            order by t.created_at, t.key
            """;

    private static final String DELIVERIES =
            """
            select to_jsonb(t) from webhook_delivery t
            join event e on e.region = t.region and e.seq = t.seq
            where e.driver = ? or e.body ->> 'driver' = ? or e.body ->> 'holder' = ?
            order by t.webhook, t.region, t.seq
            """;

    private static final List<Part> OF_DRIVER =
            List.of(
                    new Part(
                            "known",
                            "select to_jsonb(t) from driver t where id = ? order by region"),
                    new Part("events", EVENTS),
                    new Part("jobs", JOBS),
                    new Part(
                            "assignments",
                            "select to_jsonb(t) from assignment t where driver = ? order by"
                                    + " started_at, job"),
                    new Part(
                            "incomes",
                            "select to_jsonb(t) from driver_income t where driver = ? order by"
                                    + " region"),
                    new Part(
                            "adjustments",
                            "select to_jsonb(t) from pay_adjustment t where driver = ? order by"
                                    + " at, id"),
                    new Part("decisions", DECISIONS),
                    new Part("cases", CASES),
                    new Part("replies", REPLIES),
                    new Part("deliveries", DELIVERIES));

    private static final List<Part> OF_JOB =
            List.of(
                    new Part("known", "select to_jsonb(t) from job t where id = ?"),
                    new Part(
                            "events",
                            "select to_jsonb(t) from event t where job = ? order by version"),
                    new Part(
                            "assignments",
                            "select to_jsonb(t) from assignment t where job = ? order by version"),
                    new Part(
                            "replies",
                            "select to_jsonb(t) from idempotency t where strpos(body, '\"' || ? ||"
                                    + " '\"') > 0 order by created_at"),
                    new Part(
                            "deliveries",
                            "select to_jsonb(t) from webhook_delivery t where job = ? order by"
                                    + " webhook, region, seq"));

    private final Database database;

    public PersonExport(Database database) {
        this.database = database;
    }

    /// Writes the file, which must not exist.
    ///
    /// @return how many rows are in it
    /// @throws Refused where nobody has the name
    public long write(Person person, Path file) throws IOException, SQLException {
        List<Part> parts = parts(person.kind());
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
            requireKnown(connection, person);
            try (OutputStream out = Folders.createOwnFile(file);
                    JsonGenerator json =
                            new JsonMapper().createGenerator(out).useDefaultPrettyPrinter()) {
                json.writeStartObject();
                json.writeStringField(person.kind().word(), person.id());
                json.writeStringField("exportedAt", Instant.now().toString());
                long rows = 0;
                for (Part part : parts) {
                    json.writeArrayFieldStart(part.name());
                    rows += write(connection, part.question(), person.id(), json);
                    json.writeEndArray();
                }
                json.writeEndObject();
                return rows;
            }
        }
    }

    /// What is asked, with the name for every `?`: for whoever checks that no table is forgotten.
    static List<String> questions(Person.Kind kind) {
        return parts(kind).stream().map(Part::question).toList();
    }

    private static List<Part> parts(Person.Kind kind) {
        return switch (kind) {
            case DRIVER -> OF_DRIVER;
            case JOB -> OF_JOB;
        };
    }

    private static void requireKnown(Connection connection, Person person) throws SQLException {
        String question = "select 1 from " + person.kind().word() + " where id = ? limit 1";
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, person.id());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new Refused("There is no " + person + ".");
                }
            }
        }
    }

    private static long write(Connection connection, String question, String id, JsonGenerator json)
            throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, id);
            }
            statement.setFetchSize(ROWS_AT_ONCE);
            long rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    json.writeRawValue(row.getString(1));
                    rows++;
                }
            }
            return rows;
        }
    }
}
