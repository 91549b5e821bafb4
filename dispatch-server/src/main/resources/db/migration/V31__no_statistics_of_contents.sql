-- Nothing is searched by what is in these columns, yet to count what is usual in them took most of a reading
-- for statistics: a second and a half of processor for a few hundred thousand jobs, and again at half as many more.

alter table event alter column body set statistics 0;
alter table job alter column asked set statistics 0;
alter table idempotency
    alter column request_hash set statistics 0,
    alter column body set statistics 0;
alter table decision_record alter column body set statistics 0;

create or replace function make_decision_day(day date) returns void language plpgsql as $$
declare
    name text := 'decision_record_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(quote_ident(name)) is null then
        execute format(
            'create table if not exists %I partition of decision_record for values from (%L) to (%L)',
            name,
            day::timestamp at time zone 'UTC',
            (day + 1)::timestamp at time zone 'UTC');
        -- A new part does not take these from the whole.
        execute format('alter table %I alter column body set statistics 0', name);
        execute format(
            'alter table %I set (autovacuum_analyze_scale_factor = 0.5,'
                ' autovacuum_vacuum_insert_scale_factor = 0.5)',
            name);
    end if;
end $$;
