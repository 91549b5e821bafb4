-- Rows that a batch changes or refers to are looked up one by one, by their key. A join of the batch with a
-- table was planned by what was known of the table, which is nothing while it is new: each commit then read
-- all jobs and all assignments, until statistics were made a minute or two later.

-- Writes a batch: all of it or nothing, in one round trip. Arrays of one group have one length.
create or replace function commit_batch(
    p_region text,
    p_epoch bigint,
    -- drivers as they are after the batch
    d_id text[], d_seq bigint[], d_vehicle text[], d_skills text[], d_seats int[], d_capacity int[],
    d_on_duty boolean[], d_availability text[],
    -- jobs as they are after the batch; base is the version before it, 0 for new ones
    j_id text[], j_base int[], j_version int[], j_kind text[], j_state text[], j_asked text[],
    j_requested bigint[], j_driver text[], j_offer bigint[], j_ended bigint[], j_reason text[],
    -- events in order
    e_seq bigint[], e_job text[], e_version int[], e_driver text[], e_type text[], e_at bigint[],
    e_body text[],
    -- assignments that began in the batch, ended where they also ended in it; and the jobs whose
    -- earlier assignment ended
    a_job text[], a_version int[], a_driver text[], a_at bigint[], a_ended bigint[],
    z_job text[], z_at bigint[],
    -- replies kept under their keys
    k_key text[], k_hash text[], k_status int[], k_body text[]
) returns void language plpgsql as $$
declare
    held bigint;
    fresh int;
    changed int;
    change record;
begin
    select epoch into held from region where id = p_region for share;
    if held is distinct from p_epoch then
        raise exception 'region % has epoch %, not %', p_region, held, p_epoch
            using errcode = 'AN001';
    end if;

    if cardinality(d_id) > 0 then
        insert into driver as d
            (id, region, registered_seq, vehicle, skills, seats, capacity, on_duty, availability)
        select u.id, p_region, u.seq, u.vehicle,
               array(select jsonb_array_elements_text(u.skills::jsonb)),
               u.seats, u.capacity, u.on_duty, u.availability::jsonb
        from unnest(d_id, d_seq, d_vehicle, d_skills, d_seats, d_capacity, d_on_duty,
                    d_availability)
            as u(id, seq, vehicle, skills, seats, capacity, on_duty, availability)
        on conflict (region, id) do update set
            vehicle = excluded.vehicle, skills = excluded.skills, seats = excluded.seats,
            capacity = excluded.capacity, on_duty = excluded.on_duty,
            availability = excluded.availability;
    end if;

    select count(*) into fresh from unnest(j_base) as base where base = 0;

    if fresh > 0 then
        -- In order, so that two regions never wait for each other.
        insert into job_name (id, region)
        select u.id, p_region from unnest(j_id, j_base) as u(id, base)
        where u.base = 0
        order by u.id
        on conflict (id) do nothing;
        get diagnostics changed = row_count;
        if changed < fresh and exists (
            select from unnest(j_id, j_base) as u(id, base)
            where u.base = 0
              and (select own.region from job_name own where own.id = u.id)
                  is distinct from p_region) then
            raise exception 'the name of a new job of region % is not its own', p_region
                using errcode = 'AN002';
        end if;

        insert into job (id, region, kind, state, version, asked, requested_at, driver, offer,
                         ended_at, end_reason)
        select u.id, p_region, u.kind, u.state, u.version, u.asked::jsonb,
               to_timestamp(u.requested / 1000.0), u.driver, u.offer,
               to_timestamp(u.ended / 1000.0), u.reason
        from unnest(j_id, j_base, j_version, j_kind, j_state, j_asked, j_requested, j_driver, j_offer,
                    j_ended, j_reason)
            as u(id, base, version, kind, state, asked, requested, driver, offer, ended, reason)
        where u.base = 0;
    end if;

    for change in
        select u.*
        from unnest(j_id, j_base, j_version, j_state, j_driver, j_offer, j_ended, j_reason)
            as u(id, base, version, state, driver, offer, ended, reason)
        where u.base > 0
    loop
        update job set
            state = change.state, version = change.version, driver = change.driver,
            offer = change.offer, ended_at = to_timestamp(change.ended / 1000.0),
            end_reason = change.reason
        where id = change.id and region = p_region and version = change.base;
        if not found then
            raise exception 'job % of region % is not at version %, from which it was changed',
                change.id, p_region, change.base
                using errcode = 'AN002';
        end if;
    end loop;

    insert into event (region, seq, job, version, driver, type, at, body)
    select p_region, u.seq, u.job, u.version, u.driver, u.type, to_timestamp(u.at / 1000.0),
           u.body::jsonb
    from unnest(e_seq, e_job, e_version, e_driver, e_type, e_at, e_body)
        as u(seq, job, version, driver, type, at, body);

    -- What was held before and is no longer, first; then what began, so that a job or a place that
    -- changed hands within the batch is never held twice. What began and ended takes no place.
    for change in select u.* from unnest(z_job, z_at) as u(job, at)
    loop
        update assignment set ended_at = to_timestamp(change.at / 1000.0)
        where job = change.job and ended_at is null;
    end loop;

    if cardinality(a_job) > 0 then
        insert into assignment
            (region, job, version, driver, capacity, slot, started_at, ended_at)
        select p_region, u.job, u.version, u.driver, d.capacity,
               case when u.ended is not null then 0 else coalesce(free.place, d.capacity + 1) end,
               to_timestamp(u.at / 1000.0), to_timestamp(u.ended / 1000.0)
        from (select began.*,
                     row_number() over (partition by driver, ended is null order by rank) as nth
              from unnest(a_job, a_version, a_driver, a_at, a_ended) with ordinality
                  as began(job, version, driver, at, ended, rank)) as u
        cross join lateral (
            select known.capacity from driver known
            where known.region = p_region and known.id = u.driver
            offset 0) as d
        left join lateral (
            select open_place.place
            from (select place, row_number() over (order by place) as nth
                  from generate_series(0, d.capacity) as place
                  where not exists (select from assignment held
                                    where held.region = p_region and held.driver = u.driver
                                      and held.slot = place and held.ended_at is null)
                 ) as open_place
            where open_place.nth = u.nth) as free on true;
        get diagnostics changed = row_count;
        if changed <> cardinality(a_job) then
            raise exception 'an assignment names a driver who is not known'
                using errcode = 'AN002';
        end if;
    end if;

    insert into idempotency (key, request_hash, status, body)
    select u.key, u.hash, u.status, u.body
    from unnest(k_key, k_hash, k_status, k_body) as u(key, hash, status, body)
    -- A batch of replies alone may be written twice when its first answer was lost.
    on conflict (key) do nothing;
end
$$;
