package dev.antar.server.store;

import dev.antar.core.earnings.PaidTime;
import dev.antar.core.engine.Fairness;
import dev.antar.core.engine.Income;
import dev.antar.core.fleet.DriverId;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What a region remembers of drivers' pay and of what regard to it cost. Any thread.
final class PgIncomes {

    private static final int MOST_DAYS = 31;

    private static final String KEEP =
            """
            with owner as (select id from region where id = $1 and epoch = $2::bigint),
            incomes as (
                insert into driver_income (driver, region, shift_pay, shift_ms, seen_at, week)
                select i.driver, $1, i.pay, i.millis, to_timestamp(i.seen / 1000.0), i.week::jsonb
                from unnest($3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[])
                    as i (driver, pay, millis, seen, week)
                where exists (select from owner) and exists
                    (select from driver d where d.region = $1 and d.id = i.driver)
                on conflict (region, driver) do update
                set shift_pay = excluded.shift_pay,
                    shift_ms = excluded.shift_ms, seen_at = excluded.seen_at, week = excluded.week)
            insert into fairness_day (region, day, offers, extra_ms, pickups, wait_ms)
            select $1, date '1970-01-01' + d.day::int, d.offers, d.extra, d.pickups, d.wait
            from unnest($8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
                as d (day, offers, extra, pickups, wait)
            where exists (select from owner)
            on conflict (region, day) do update
            set offers = excluded.offers, extra_ms = excluded.extra_ms,
                pickups = excluded.pickups, wait_ms = excluded.wait_ms
            """;

    private PgIncomes() {}

    static Future<Void> keep(
            Pool pool, String region, long epoch, List<Income> incomes, List<Fairness.Day> days) {
        if (incomes.isEmpty() && days.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.of(region, epoch);
        values.addArrayOfString(
                incomes.stream().map(i -> i.driver().value()).toArray(String[]::new));
        values.addArrayOfLong(incomes.stream().map(Income::shiftPay).toArray(Long[]::new));
        values.addArrayOfLong(incomes.stream().map(Income::shiftMillis).toArray(Long[]::new));
        values.addArrayOfLong(incomes.stream().map(Income::seenMillis).toArray(Long[]::new));
        values.addArrayOfString(incomes.stream().map(PgIncomes::week).toArray(String[]::new));
        values.addArrayOfLong(days.stream().map(Fairness.Day::day).toArray(Long[]::new));
        values.addArrayOfLong(days.stream().map(Fairness.Day::offers).toArray(Long[]::new));
        values.addArrayOfLong(days.stream().map(Fairness.Day::extraMillis).toArray(Long[]::new));
        values.addArrayOfLong(days.stream().map(Fairness.Day::pickups).toArray(Long[]::new));
        values.addArrayOfLong(days.stream().map(Fairness.Day::waitMillis).toArray(Long[]::new));
        return pool.preparedQuery(KEEP).execute(values).mapEmpty();
    }

    /// Of whoever was paid or on duty within a week.
    static Future<List<Income>> incomes(Pool pool, String region) {
        return pool.preparedQuery(
                        "select driver, shift_pay, shift_ms, week::text as week,"
                                + " (extract(epoch from seen_at) * 1000)::bigint as seen"
                                + " from driver_income where region = $1"
                                + " and seen_at > now() - interval '8 days' order by driver")
                .execute(Tuple.of(region))
                .map(
                        rows -> {
                            List<Income> incomes = new ArrayList<>(rows.size());
                            rows.forEach(row -> incomes.add(income(row)));
                            return incomes;
                        });
    }

    static Future<List<Fairness.Day>> days(Pool pool, String region) {
        return pool.preparedQuery(
                        "select * from fairness_day where region = $1 order by day desc limit $2")
                .execute(Tuple.of(region, MOST_DAYS))
                .map(
                        rows -> {
                            List<Fairness.Day> days = new ArrayList<>(rows.size());
                            rows.forEach(row -> days.add(day(row)));
                            return days.reversed();
                        });
    }

    private static Income income(Row row) {
        List<PaidTime.Day> week = new ArrayList<>(PaidTime.DAYS);
        for (Object each : new JsonArray(row.getString("week"))) {
            JsonArray day = (JsonArray) each;
            week.add(new PaidTime.Day(day.getLong(0), day.getLong(1), day.getLong(2)));
        }
        return new Income(
                new DriverId(row.getString("driver")),
                row.getLong("shift_pay"),
                row.getLong("shift_ms"),
                row.getLong("seen"),
                week);
    }

    private static Fairness.Day day(Row row) {
        LocalDate day = row.getLocalDate("day");
        return new Fairness.Day(
                day.toEpochDay(),
                row.getLong("offers"),
                row.getLong("extra_ms"),
                row.getLong("pickups"),
                row.getLong("wait_ms"));
    }

    private static String week(Income income) {
        JsonArray week = new JsonArray();
        income.week()
                .forEach(
                        day ->
                                week.add(
                                        new JsonArray()
                                                .add(day.day())
                                                .add(day.pay())
                                                .add(day.onlineMillis())));
        return week.encode();
    }
}
