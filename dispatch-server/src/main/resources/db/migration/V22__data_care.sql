-- Positions of people become coarse with age, and a person's names can be taken out of all tables.

-- Whether a job's places are as they were asked for, or only to about a kilometre.
alter table job add column exact boolean not null default true;
create index job_exact on job (ended_at) where exact and ended_at is not null;
create index event_home on event (at)
    where type = 'DriverWentOnline'
      and body #> '{availability,home}' is not null
      and body #> '{availability,coarse}' is null;

-- Where a driver wanted to go home to is nobody's business once he is off duty.
update driver set availability = (availability - 'home') || '{"kind": "OPEN"}'
where not on_duty and availability ->> 'kind' = 'GO_HOME';

-- A place to a hundredth of a degree. `aside` keeps a short trip's two ends apart.
create function coarse_place(place jsonb, aside numeric) returns jsonb language sql immutable as $$
    select jsonb_build_object(
        'lat', round((place ->> 'lat')::numeric, 2)
               + case when (place ->> 'lat')::numeric > 0 then -aside else aside end,
        'lng', round((place ->> 'lng')::numeric, 2))
$$;

create function coarse_job(asked jsonb) returns jsonb language sql immutable as $$
    select asked || jsonb_build_object(
        'pickup', coarse_place(asked -> 'pickup', 0),
        'dropoff', coarse_place(asked -> 'dropoff', 0.0001))
$$;

-- Makes the places of jobs that ended before then coarse, in the job and in its event alike, the
-- oldest first and at most so many. Returns how many it were.
create function coarsen_jobs(before timestamptz, most int) returns int language plpgsql as $$
declare
    old text[];
begin
    select array_agg(id) into old
    from (select id from job where exact and ended_at < before order by ended_at limit most) as o;
    update job set exact = false, asked = coarse_job(asked) where id = any (old);
    update event set body = body || jsonb_build_object('asked', coarse_job(body -> 'asked'))
    where job = any (old) and version = 1;
    return coalesce(cardinality(old), 0);
end $$;

-- The same for where drivers said that they go home to; not where one still does.
create function coarsen_homes(before timestamptz, most int) returns int language plpgsql as $$
declare
    changed int;
begin
    with old as (
        select region, seq from event
        where type = 'DriverWentOnline'
          and body #> '{availability,home}' is not null
          and body #> '{availability,coarse}' is null
          and at < before
          and not exists (
              select from driver
              where driver.region = event.region and driver.id = event.driver and driver.on_duty
                and driver.availability -> 'home' = event.body #> '{availability,home}')
        order by at limit most)
    update event set body = jsonb_set(
        jsonb_set(body, '{availability,home}', coarse_place(body #> '{availability,home}', 0)),
        '{availability,coarse}', 'true')
    from old where event.region = old.region and event.seq = old.seq;
    get diagnostics changed = row_count;
    return changed;
end $$;

-- Who was erased, so that asking for him is answered, and his name is not taken for a new one. Only
-- whoever has the name already can find it here, and nothing leads from here to what stands in its
-- place.
create table erasure_key (secret bytea not null);
insert into erasure_key
select decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

create table erased (
    kind text not null check (kind in ('driver', 'job')),
    digest bytea not null,
    on_day date not null,
    primary key (kind, digest)
);

create function erased_digest(kind text, id text) returns bytea language sql stable as $$
    select sha256(secret || convert_to(kind || '/' || id, 'UTF8')) from erasure_key
$$;

create function is_erased(of_kind text, id text) returns boolean language sql stable as $$
    select exists (select from erased e
                   where e.kind = of_kind and e.digest = erased_digest(of_kind, id))
$$;

-- The name of an erased job stays taken: a request that is repeated must not make a second one.
create function refuse_erased_name() returns trigger language plpgsql as $$
begin
    if is_erased('job', new.id) then
        return null;
    end if;
    return new;
end $$;
create trigger refuse_erased_name before insert on job_name
    for each row execute function refuse_erased_name();
