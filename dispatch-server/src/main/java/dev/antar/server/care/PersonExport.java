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

    private static final List<Part> OF_DRIVER =
            List.of(
                    new Part(
                            "known",
                            "select to_jsonb(t) from driver t where id = ? order by region"),
                    new Part(
                            "events",
                            "select to_jsonb(t) from event t where driver = ? or body ->> 'driver'"
                                    + " = ? or body ->> 'holder' = ? order by region, seq"),
                    new Part(
                            "assignments",
                            "select to_jsonb(t) from assignment t where driver = ? order by"
                                    + " started_at, job"),
                    new Part(
                            "decisions",
                            "select jsonb_build_object('region', region, 'job', job, 'at', at,"
                                + " 'policy', body -> 'p', 'chosen', body ->> 'w' is not distinct"
                                + " from ?, 'considered', "
                                    + OWN.formatted("c")
                                    + ", 'notConsidered', "
                                    + OWN.formatted("o")
                                    + ") from decision_record where body ->> 'w' = ? or body ->"
                                    + " 'c' @> jsonb_build_array(jsonb_build_object('d',"
                                    + " ?::text)) or body -> 'o' @>"
                                    + " jsonb_build_array(jsonb_build_object('d', ?::text))"
                                    + " order by at, job"),
                    new Part(
                            "cases",
                            "select to_jsonb(t) || jsonb_build_object('evidence', t.evidence -"
                                + " 'record' - 'replay', 'history', (select"
                                + " coalesce(jsonb_agg(to_jsonb(e) order by e.number), '[]') from"
                                + " review_entry e where e.review_case = t.id)) from review_case t"
                                + " where driver = ? order by opened_at, id"));

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
                                    + " '\"') > 0 order by created_at"));

    private final Database database;

    public PersonExport(Database database) {
        this.database = database;
    }

    /// Writes the file, which must not exist.
    ///
    /// @return how many rows are in it
    /// @throws Refused where nobody has the name
    public long write(Person person, Path file) throws IOException, SQLException {
        List<Part> parts =
                switch (person.kind()) {
                    case DRIVER -> OF_DRIVER;
                    case JOB -> OF_JOB;
                };
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
