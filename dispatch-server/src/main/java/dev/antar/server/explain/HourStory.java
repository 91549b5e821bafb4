package dev.antar.server.explain;

import dev.antar.core.earnings.Occupation;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.Exclusion;
import dev.antar.server.engine.DriverArchive.Share;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Why a driver had as many offers in a stretch of time as he had, said to him. Names nobody else.
public final class HourStory {

    /// With fewer others nobody is compared: a median of few tells of each.
    public static final int LEAST_COMPARED = 5;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_TENTHS = 36_000_000;

    private final Asked asked;
    private final Language in;
    private final Hour hour;
    private final @Nullable Long keptSince;
    private final Sentences sentences;

    /// @param keptSince the time of the earliest record that is kept, or null where none is
    public HourStory(Asked asked, Hour hour, @Nullable Long keptSince) {
        this.asked = asked;
        this.in = asked.language();
        this.hour = hour;
        this.keptSince = keptSince;
        this.sentences = new Sentences(asked);
    }

    /// `text`, `sentences` and the numbers behind them.
    ///
    /// @param neighbours what those near had of the same time
    /// @param all whether no records were left out
    public JsonObject tell(List<Share> neighbours, boolean all) {
        tellTime();
        tellKept();
        if (!all) {
            say(Phrase.HOUR_CUT, Map.of());
        }
        tellJobs();
        tellPlaces();
        tellReasons();
        JsonObject compared = compare(neighbours);
        HourBook book = hour.book();
        JsonObject json =
                new JsonObject()
                        .put("driver", hour.driver().value())
                        .put("from", Shape.moment(hour.fromMillis()))
                        .put("to", Shape.moment(hour.toMillis()))
                        .put("keptSince", keptSince == null ? null : Shape.moment(keptSince));
        return sentences
                .putInto(json)
                .put("time", time(book))
                .put(
                        "offers",
                        new JsonObject()
                                .put("received", book.received())
                                .put("accepted", book.accepted())
                                .put("declined", book.declined())
                                .put("expired", book.expired()))
                .put(
                        "jobs",
                        new JsonObject()
                                .put("near", jobs())
                                .put("offered", book.offered().size())
                                .put("possible", hour.possibleJobs())
                                .put("notConsidered", hour.barredJobs()))
                .put("places", places())
                .put("reasons", reasons())
                .put("compared", compared);
    }

    private void say(Phrase phrase, Map<String, String> values) {
        sentences.say(hour.fromMillis(), phrase, values);
    }

    private void tellTime() {
        HourBook book = hour.book();
        String from = asked.clock(hour.fromMillis());
        String to = asked.clock(hour.toMillis());
        long free = minutes(book.millis(Occupation.AVAILABLE));
        long answering = minutes(book.millis(Occupation.OFFERED));
        long busy = minutes(book.millis(Occupation.EN_ROUTE) + book.millis(Occupation.ENGAGED));
        if (book.onlineMillis() == 0) {
            say(Phrase.HOUR_OFF_DUTY, Map.of("from", from, "to", to));
        } else {
            say(
                    Phrase.HOUR_ON_DUTY,
                    Map.of(
                            "from",
                            from,
                            "to",
                            to,
                            "online",
                            Long.toString(free + answering + busy),
                            "free",
                            Long.toString(free),
                            "asked",
                            Long.toString(answering),
                            "busy",
                            Long.toString(busy)));
            say(
                    Phrase.HOUR_OFFERS,
                    Map.of(
                            "received",
                            Integer.toString(book.received()),
                            "accepted",
                            Integer.toString(book.accepted()),
                            "declined",
                            Integer.toString(book.declined()),
                            "expired",
                            Integer.toString(book.expired())));
        }
    }

    private static long minutes(long millis) {
        return (millis + MINUTE_MILLIS / 2) / MINUTE_MILLIS;
    }

    private void tellKept() {
        if (keptSince == null) {
            say(Phrase.HOUR_NOTHING_KEPT, Map.of());
        } else if (keptSince > hour.fromMillis()) {
            say(Phrase.HOUR_KEPT, Map.of("since", asked.moment(keptSince)));
        }
    }

    private int jobs() {
        return hour.book().offered().size() + hour.possibleJobs() + hour.barredJobs();
    }

    private void tellJobs() {
        if (jobs() > 0) {
            say(
                    Phrase.HOUR_JOBS,
                    Map.of(
                            "jobs",
                            Integer.toString(jobs()),
                            "yours",
                            Integer.toString(hour.book().offered().size()),
                            "possible",
                            Integer.toString(hour.possibleJobs()),
                            "barred",
                            Integer.toString(hour.barredJobs())));
        } else if (keptSince != null) {
            say(Phrase.HOUR_NOTHING_NEAR, Map.of());
        }
    }

    private void tellPlaces() {
        if (hour.lost() == 0) {
            return;
        }
        say(
                Phrase.HOUR_PLACE,
                Map.of(
                        "decisions",
                        Integer.toString(hour.lost()),
                        "rank",
                        Words.ordinal(in, (int) hour.place()),
                        "count",
                        Long.toString(hour.considered())));
        List<String> against = new ArrayList<>();
        hour.against()
                .forEach((term, times) -> against.add(Words.of(in, term) + " (" + times + "×)"));
        if (!against.isEmpty()) {
            say(
                    Phrase.HOUR_BEHIND,
                    Map.of(
                            "seconds",
                            asked.seconds(hour.behindMillis()),
                            "list",
                            String.join(", ", against)));
        }
        if (hour.ahead() > 0) {
            say(Phrase.HOUR_AHEAD, Map.of("count", Integer.toString(hour.ahead())));
        }
        if (hour.inLine() > 0) {
            say(Phrase.HOUR_LINE, Map.of("count", Integer.toString(hour.inLine())));
        }
        if (hour.nearerMillis() > 0) {
            say(
                    Phrase.HOUR_CLOSEST,
                    Map.of(
                            "at",
                            asked.clock(hour.nearerAtMillis()),
                            "seconds",
                            asked.atLeastSeconds(hour.nearerMillis())));
        }
    }

    private void tellReasons() {
        if (!hour.reasons().isEmpty()) {
            say(Phrase.HOUR_BARRED, Map.of("list", list(hour.reasons())));
        }
        if (!hour.otherwiseHis().isEmpty()) {
            say(Phrase.HOUR_OTHERWISE, Map.of("list", list(hour.otherwiseHis())));
        }
    }

    private String list(Map<Exclusion, Integer> reasons) {
        List<String> list = new ArrayList<>();
        reasons.forEach(
                (reason, jobs) ->
                        list.add(
                                Words.toDriver(in, reason)
                                        + " ("
                                        + in.choose(
                                                jobs + (jobs == 1 ? " job" : " jobs"),
                                                jobs + " pesanan")
                                        + ")"));
        return String.join("; ", list);
    }

    private @Nullable JsonObject compare(List<Share> neighbours) {
        long least = (hour.toMillis() - hour.fromMillis()) / 2;
        List<Long> rates =
                neighbours.stream()
                        .filter(share -> share.onlineMillis() >= least)
                        .map(share -> perHour(share.offers(), share.onlineMillis()))
                        .toList();
        long online = hour.book().onlineMillis();
        if (rates.size() < LEAST_COMPARED || online == 0) {
            if (online > 0) {
                say(Phrase.HOUR_NOT_COMPARED, Map.of("least", Integer.toString(LEAST_COMPARED)));
            }
            return null;
        }
        long median = Hour.median(rates);
        long own = perHour(hour.book().received(), online);
        Map<String, String> values =
                Map.of(
                        "drivers",
                        Integer.toString(rates.size()),
                        "median",
                        asked.tenths(median),
                        "own",
                        asked.tenths(own));
        say(median == 0 ? Phrase.HOUR_COMPARED_NONE : Phrase.HOUR_COMPARED, values);
        return new JsonObject()
                .put("drivers", rates.size())
                .put("medianOffersPerHour", median / 10.0)
                .put("yourOffersPerHour", own / 10.0);
    }

    /// In tenths, rounded down, so that nobody who is counted as having so many has fewer.
    private static long perHour(int offers, long onlineMillis) {
        return offers * HOUR_TENTHS / onlineMillis;
    }

    private static JsonObject time(HourBook book) {
        return new JsonObject()
                .put("availableMs", book.millis(Occupation.AVAILABLE))
                .put("offeredMs", book.millis(Occupation.OFFERED))
                .put("enRouteMs", book.millis(Occupation.EN_ROUTE))
                .put("engagedMs", book.millis(Occupation.ENGAGED))
                .put("onlineMs", book.onlineMillis());
    }

    private @Nullable JsonObject places() {
        if (hour.lost() == 0) {
            return null;
        }
        JsonArray against = new JsonArray();
        hour.against()
                .forEach(
                        (CostTerm term, Integer times) ->
                                against.add(
                                        new JsonObject()
                                                .put("term", term.key())
                                                .put("decisions", times)
                                                .put("meaning", Words.of(in, term))));
        return new JsonObject()
                .put("decisions", hour.lost())
                .put("medianPlace", hour.place())
                .put("medianConsidered", hour.considered())
                .put("behind", hour.behind())
                .put("medianBehindMs", hour.behind() == 0 ? null : hour.behindMillis())
                .put("ahead", hour.ahead())
                .put("inLine", hour.inLine())
                .put("leastNearerMs", hour.nearerMillis() == 0 ? null : hour.nearerMillis())
                .put("setBackBy", against);
    }

    private JsonArray reasons() {
        JsonArray list = new JsonArray();
        Map<Exclusion, Integer> his = hour.otherwiseHis();
        hour.reasons()
                .forEach(
                        (Exclusion reason, Integer jobs) ->
                                list.add(
                                        new JsonObject()
                                                .put("code", reason.name())
                                                .put("jobs", jobs)
                                                .put("otherwiseYours", his.getOrDefault(reason, 0))
                                                .put("text", Words.toDriver(in, reason))));
        return list;
    }
}
