-- Why jobs were offered to whom, and why they waited. A table a day, in UTC, so that what is old is
-- dropped at once.
create table decision_record (
    region text not null,
    job text not null,
    at timestamptz not null,
    -- Of the event by which the job was offered; 0 where it waits.
    seq bigint not null,
    body jsonb not null
) partition by range (at);

create index decision_record_job on decision_record (job);
create index decision_record_at on decision_record (at);

create function make_decision_day(day date) returns void language plpgsql as $$
begin
    execute format(
        'create table if not exists %I partition of decision_record for values from (%L) to (%L)',
        'decision_record_' || to_char(day, 'YYYYMMDD'),
        day::timestamp at time zone 'UTC',
        (day + 1)::timestamp at time zone 'UTC');
end $$;

create function drop_decision_days(before date) returns int language plpgsql as $$
declare
    old text;
    dropped int := 0;
begin
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'decision_record'::regclass
            and c.relname < 'decision_record_' || to_char(before, 'YYYYMMDD')
    loop
        execute format('drop table %I', old);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
