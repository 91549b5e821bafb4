-- A job that passes from one driver to another: the assignment that begins right after the release
-- ends the one before, in the same statement, so that nobody and no crash ever finds the job held
-- twice or by nobody. Without such a release a second holder is refused as before. A driver freed
-- that way may begin another job in the same batch; his place is looked for again then.
create function assignment_passes_on() returns trigger language plpgsql as $$
begin
    if exists (select from event
               where job = new.job and version = new.version - 1 and type = 'JobReleased') then
        update assignment set ended_at = new.started_at
        where job = new.job and version < new.version and ended_at is null;
    end if;
    if new.slot >= new.capacity then
        select coalesce(min(place), new.capacity) into new.slot
        from generate_series(0, new.capacity - 1) as place
        where not exists (
            select from assignment held
            where held.driver = new.driver and held.slot = place and held.ended_at is null
              and to_jsonb(held) ->> 'region' is not distinct from to_jsonb(new) ->> 'region');
    end if;
    return new;
end
$$;
create trigger assignment_passes_on before insert on assignment
    for each row execute function assignment_passes_on();
