package dev.antar.server.http;

import dev.antar.server.explain.Asked;
import dev.antar.server.explain.Language;
import dev.antar.server.explain.PageWords;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// A driver's hour as a page, with the form that asks for it. Made from what the JSON answer says.
final class HourPage {

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

    private final Asked asked;
    private final Language in;
    private final String driver;
    private final String day;
    private final String from;
    private final String to;
    private final StringBuilder html = new StringBuilder(8_192);

    /// Where no time is named, the last hour is asked about, or what of it is on record: what no
    /// record tells of would be nobody's answer to a driver who has just begun.
    ///
    /// @param params of the request; without a driver nothing is asked yet
    /// @param keptSince the time of the earliest record, or null where none is known
    HourPage(Asked asked, MultiMap params, long nowMillis, @Nullable Long keptSince) {
        this.asked = asked;
        this.in = asked.language();
        long earliest = nowMillis - HOUR_MILLIS;
        long latest = nowMillis - HourResource.SHORTEST_MILLIS;
        ZonedDateTime begin =
                minute(keptSince == null ? earliest : Math.clamp(keptSince, earliest, latest));
        this.driver = given(params.get("driver"), "");
        this.day = given(params.get("day"), begin.toLocalDate().toString());
        this.from = given(params.get("from"), begin.toLocalTime().toString());
        // The minute that has begun counts as well.
        this.to =
                given(params.get("to"), minute(nowMillis + MINUTE_MILLIS).toLocalTime().toString());
    }

    /// Whether some of the time is named, and is not to be chosen by what is on record.
    static boolean namesTime(MultiMap params) {
        return Stream.of("day", "from", "to")
                .anyMatch(name -> !given(params.get(name), "").isEmpty());
    }

    private ZonedDateTime minute(long millis) {
        return Instant.ofEpochMilli(millis).atZone(asked.zone()).truncatedTo(ChronoUnit.MINUTES);
    }

    private static String given(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    boolean asks() {
        return !driver.isEmpty();
    }

    Asked asked() {
        return asked;
    }

    String driver() {
        return driver;
    }

    /// @throws ProblemException if there is no such moment
    long fromMillis() {
        return moment(from, 0);
    }

    /// Of the next day where it is not after `from`.
    ///
    /// @throws ProblemException if there is no such moment
    long toMillis() {
        long same = moment(to, 0);
        return same > fromMillis() ? same : moment(to, 1);
    }

    private long moment(String time, int days) {
        try {
            return LocalDate.parse(day)
                    .plusDays(days)
                    .atTime(LocalTime.parse(time))
                    .atZone(asked.zone())
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw Wishes.wrong("day", day + " " + time, "must be a day and a time of day");
        }
    }

    /// Nothing but the form.
    String unasked() {
        form();
        return whole();
    }

    /// @param told as JSON has it
    String answered(JsonObject told) {
        form();
        sentences(told);
        time(told.getJsonObject("time"));
        jobs(told.getJsonObject("jobs"));
        compared(told.getJsonObject("compared"));
        return whole();
    }

    String refused(Problem problem) {
        form();
        String said =
                switch (problem.status()) {
                    case 404 -> PageWords.UNKNOWN_HERE.in(in);
                    case 410 ->
                            problem.type().equals("erased")
                                    ? PageWords.ERASED.in(in)
                                    : PageWords.TOO_OLD.in(in) + " " + problem.detail();
                    default -> PageWords.NOT_ASKED_RIGHT.in(in);
                };
        html.append("<p class=\"problem\">").append(Html.text(said)).append("</p>");
        return whole();
    }

    private String whole() {
        String here =
                "hour?driver="
                        + query(driver)
                        + "&day="
                        + query(day)
                        + "&from="
                        + query(from)
                        + "&to="
                        + query(to)
                        + "&tz="
                        + query(asked.zone().getId())
                        + "&";
        html.append("<p><a href=\"policy?language=")
                .append(in.word())
                .append("\">")
                .append(Html.text(PageWords.POLICY_LINK.in(in)))
                .append("</a></p>");
        return Html.page(in, PageWords.HOUR_TITLE.in(in), here, html.toString());
    }

    private static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private void form() {
        html.append("<p>").append(Html.text(PageWords.HOUR_LEAD.in(in))).append("</p><form>");
        input(PageWords.DRIVER, "driver", "text", driver);
        input(PageWords.DAY, "day", "date", day);
        input(PageWords.FROM, "from", "time", from);
        input(PageWords.TO, "to", "time", to);
        input(PageWords.ZONE, "tz", "text", asked.zone().getId());
        html.append("<input type=\"hidden\" name=\"language\" value=\"")
                .append(in.word())
                .append("\"><button>")
                .append(Html.text(PageWords.ASK.in(in)))
                .append("</button></form>");
    }

    private void input(PageWords label, String name, String type, String value) {
        html.append("<label>")
                .append(Html.text(label.in(in)))
                .append("<input name=\"" + name + "\" type=\"" + type + "\" required value=\"")
                .append(Html.text(value))
                .append("\"></label>");
    }

    private void sentences(JsonObject told) {
        html.append("<ol class=\"told\">");
        for (Object each : told.getJsonArray("sentences")) {
            html.append("<li>")
                    .append(Html.text(((JsonObject) each).getString("text")))
                    .append("</li>");
        }
        html.append("</ol>");
    }

    private void time(JsonObject time) {
        long online = time.getLong("onlineMs");
        if (online == 0) {
            return;
        }
        bars(PageWords.TIME);
        spent(PageWords.FREE, time.getLong("availableMs"), online);
        spent(PageWords.ANSWERING, time.getLong("offeredMs"), online);
        spent(PageWords.ON_THE_WAY, time.getLong("enRouteMs"), online);
        spent(PageWords.AT_WORK, time.getLong("engagedMs"), online);
        html.append("</ul>");
    }

    private void spent(PageWords how, long millis, long online) {
        long minutes = (millis + MINUTE_MILLIS / 2) / MINUTE_MILLIS;
        bar(how.in(in), minutes + " " + PageWords.MINUTES.in(in), (double) millis / online);
    }

    private void jobs(JsonObject jobs) {
        int near = jobs.getInteger("near");
        if (near == 0) {
            return;
        }
        bars(PageWords.JOBS);
        counted(PageWords.OFFERED, jobs.getInteger("offered"), near);
        counted(PageWords.POSSIBLE, jobs.getInteger("possible"), near);
        counted(PageWords.NOT_CONSIDERED, jobs.getInteger("notConsidered"), near);
        html.append("</ul>");
    }

    private void counted(PageWords what, int jobs, int near) {
        bar(what.in(in), Integer.toString(jobs), (double) jobs / near);
    }

    private void compared(@Nullable JsonObject compared) {
        if (compared == null) {
            return;
        }
        bars(PageWords.OFFERS);
        double own = compared.getDouble("yourOffersPerHour");
        double median = compared.getDouble("medianOffersPerHour");
        double most = Math.max(0.1, Math.max(own, median));
        bar(PageWords.YOU.in(in), Html.number(in, own), own / most);
        bar(PageWords.OTHERS.in(in), Html.number(in, median), median / most);
        html.append("</ul>");
    }

    private void bars(PageWords title) {
        html.append("<h2>").append(Html.text(title.in(in))).append("</h2><ul class=\"bars\">");
    }

    private void bar(String what, String value, double share) {
        html.append("<li><div class=\"line\"><span>")
                .append(Html.text(what))
                .append("</span><b>")
                .append(Html.text(value))
                .append("</b></div>")
                .append(Html.bar(share))
                .append("</li>");
    }
}
