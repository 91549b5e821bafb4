package dev.antar.server.care;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No table that a later version brings is forgotten by what gives a person out or takes him out:
/// it is in the export, or stands here with the reason why not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesIT {

    /// Of nobody.
    private static final Map<String, String> OF_NOBODY =
            Map.ofEntries(
                    Map.entry("region", "which life of a region writes"),
                    Map.entry("learned_speed", "sums of a region"),
                    Map.entry("learned_acceptance", "sums of a region"),
                    Map.entry("fairness_day", "sums of a region"),
                    Map.entry("webhook", "where the operator has events sent"),
                    Map.entry("webhook_place", "up to where events were sent"),
                    Map.entry("policy_report", "comparisons of policies"),
                    Map.entry("erased", "digests of who was erased, who has no name any more"),
                    Map.entry("erasure_key", "with which the digests are made"));

    private static final Map<String, String> NOT_OF_A_DRIVER =
            Map.of(
                    "job_name", "names of jobs",
                    "review_open", "which cases wait: they are exported themselves",
                    "review_untold", "which answers wait: the cases are exported themselves");

    private static final Map<String, String> NOT_OF_A_JOB =
            Map.of(
                    "job_name", "its name and region, which are in the job",
                    "driver", "of the driver",
                    "driver_income", "of the driver",
                    "pay_adjustment", "the driver's pay, given to him",
                    "decision_record", "which drivers were near: theirs",
                    "review_case", "objections of drivers: theirs",
                    "review_entry", "objections of drivers: theirs",
                    "review_open", "objections of drivers: theirs",
                    "review_untold", "objections of drivers: theirs");

    /// Words that somebody chose, and what becomes of them at an erasure.
    private static final Map<String, String> WORDS =
            Map.of(
                    "job.end_reason", "a cancellation's become `erased`",
                    "pay_adjustment.reason", "become `erased`",
                    "review_case.words", "become `erased`",
                    "review_entry.words", "become `erased`",
                    "webhook.about", "of the operator, about a receiver",
                    "webhook_delivery.failure", "the server's own, about a receiver");

    private static final String COLUMNS =
            "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                    + " where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0"
                    + " and not a.attisdropped and c.relnamespace = 'public'::regnamespace"
                    + " and c.relname <> 'flyway_schema_history'";

    private Databases databases;
    private String url;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        databases = new Databases(folder);
        url = databases.withTables("names");
    }

    @AfterAll
    void stop() throws Exception {
        databases.close();
    }

    @Test
    void everyTableIsInADriversExportOrSaidNotToBe() throws Exception {
        assertAllTables(Person.Kind.DRIVER, NOT_OF_A_DRIVER.keySet());
    }

    @Test
    void everyTableIsInAJobsExportOrSaidNotToBe() throws Exception {
        assertAllTables(Person.Kind.JOB, NOT_OF_A_JOB.keySet());
    }

    /// What is said to be of nobody has no column for a name.
    @Test
    void tablesOfNobodyNameNobody() throws Exception {
        Set<String> named = columns("attname ~ 'driver|job|customer|holder|person|phone|mail'");

        assertEquals(
                Set.of(),
                intersection(
                        OF_NOBODY.keySet(), named.stream().map(each -> each.split("\\.", 2)[0])));
    }

    /// Where a name stands for itself an erasure puts another; it knows such columns by their name.
    @Test
    void columnsForNamesAreCalledAsAnErasureLooksForThem() throws Exception {
        Set<String> named = columns("attname ~ 'driver|job|customer|holder|person|phone|mail'");

        assertEquals(
                List.of(),
                named.stream()
                        .filter(each -> !each.endsWith(".driver") && !each.endsWith(".job"))
                        .toList());
    }

    @Test
    void whateverPeopleWroteIsErasedOrSaidNotToBe() throws Exception {
        assertEquals(
                new TreeSet<>(WORDS.keySet()),
                columns("attname ~ 'reason|words|about|failure|note|comment|message|remark'"));
    }

    private void assertAllTables(Person.Kind kind, Set<String> exceptions) throws Exception {
        Set<String> all = lines("select distinct relname from (" + COLUMNS + ") as c");
        Set<String> given = new TreeSet<>();
        for (String question : PersonExport.questions(kind)) {
            given.addAll(tablesOf(question));
        }

        Set<String> accounted = new TreeSet<>(given);
        accounted.addAll(exceptions);
        accounted.addAll(OF_NOBODY.keySet());
        assertEquals(all, accounted);
        assertEquals(Set.of(), intersection(given, exceptions.stream()));
        assertEquals(Set.of(), intersection(given, OF_NOBODY.keySet().stream()));
    }

    /// Which tables PostgreSQL says that a question reads.
    private Set<String> tablesOf(String question) throws Exception {
        databases.run(url, "create view asked as " + question.replace("?", "'x'"));
        try {
            return lines(
                    "select distinct c.relname from pg_depend d join pg_rewrite r on r.oid ="
                            + " d.objid join pg_class c on c.oid = d.refobjid where d.classid ="
                            + " 'pg_rewrite'::regclass and r.ev_class = 'asked'::regclass and"
                            + " d.refclassid = 'pg_class'::regclass and c.relkind in ('r', 'p')");
        } finally {
            databases.run(url, "drop view asked");
        }
    }

    private Set<String> columns(String which) throws Exception {
        return lines("select relname || '.' || attname from (" + COLUMNS + ") as c where " + which);
    }

    private Set<String> lines(String question) throws Exception {
        String all =
                databases.ask(url, "select string_agg(t.x, ',') from (" + question + ") as t (x)");
        return all.equals("null") ? Set.of() : new TreeSet<>(Arrays.asList(all.split(",", -1)));
    }

    private static Set<String> intersection(Set<String> some, Stream<String> others) {
        return others.filter(some::contains).collect(Collectors.toCollection(TreeSet::new));
    }
}
