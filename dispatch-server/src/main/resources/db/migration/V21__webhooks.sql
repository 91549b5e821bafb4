-- Receivers of events.
create table webhook (
    id text primary key,
    url text not null,
    about text not null,
    -- Names of events; none for all.
    kinds text[] not null,
    state text not null check (state in ('ENABLED', 'DISABLED', 'GONE')),
    secret text not null,
    -- Signs too until then, while a receiver changes over.
    previous_secret text,
    previous_until timestamptz,
    created_at timestamptz not null default now(),
    check ((previous_secret is null) = (previous_until is null))
);

-- Up to which event of each region a webhook has been served: what follows is still only in the log.
-- Where there is no row, the region began after the webhook.
create table webhook_place (
    webhook text not null references webhook on delete cascade,
    region text not null references region,
    seq bigint not null,
    primary key (webhook, region)
);

-- What a webhook is to be sent: from when it is taken from the log until it is delivered.
create table webhook_delivery (
    webhook text not null references webhook on delete cascade,
    region text not null,
    seq bigint not null,
    job text not null,
    -- Given up; it waits for an operator, and holds up nothing.
    dead boolean not null default false,
    attempts int not null default 0,
    waits_since timestamptz not null default now(),
    -- When it may be tried; of a dead one, when it was given up.
    due_at timestamptz not null default now(),
    -- Of the last attempt.
    status int,
    failure text,
    primary key (webhook, region, seq),
    foreign key (region, seq) references event (region, seq) on delete cascade
);
create index webhook_delivery_due on webhook_delivery (webhook, region, due_at) where not dead;
create index webhook_delivery_of_job on webhook_delivery (webhook, region, job, seq) where not dead;
create index webhook_delivery_dead on webhook_delivery (webhook, due_at) where dead;

-- Moves a webhook's place in a region's log forward, and what it wants of the events passed begins
-- to wait, in one transaction. Events of a region become visible in the order of their numbers, since
-- its only writer writes them so: nothing can appear behind the place.
create function take_webhook_events(
    p_webhook text, p_region text, p_epoch bigint, p_most int, p_most_waiting int
) returns int language plpgsql as $$
declare
    held bigint;
    place bigint;
    last bigint;
    passed int;
    wanted text[];
begin
    select epoch into held from region where id = p_region for share;
    if held is distinct from p_epoch then
        raise exception 'region % has epoch %, not %', p_region, held, p_epoch
            using errcode = 'AN001';
    end if;
    select kinds into wanted from webhook where id = p_webhook and state = 'ENABLED';
    if not found then
        return 0;
    end if;
    select seq into place from webhook_place where webhook = p_webhook and region = p_region
        for update;
    if not found then
        insert into webhook_place (webhook, region, seq) values (p_webhook, p_region, 0);
        place := 0;
    end if;
    select max(ahead.seq), count(*) into last, passed
    from (select seq from event where region = p_region and seq > place order by seq limit p_most)
        as ahead;
    if passed = 0 then
        return 0;
    end if;
    if (select count(*) from webhook_delivery
        where webhook = p_webhook and region = p_region and not dead) >= p_most_waiting then
        return 0;
    end if;
    insert into webhook_delivery (webhook, region, seq, job)
    select p_webhook, p_region, seq, job from event
    where region = p_region and seq > place and seq <= last and job is not null
      and (cardinality(wanted) = 0 or type = any (wanted));
    update webhook_place set seq = last where webhook = p_webhook and region = p_region;
    return passed;
end
$$;
