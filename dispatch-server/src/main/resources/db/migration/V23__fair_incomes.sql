-- What drivers have been paid, in their shift and in seven days, as the engine remembers it: kept
-- every few minutes so that a restart goes on from it. A crash loses what came since.
create table driver_income (
    region text not null references region,
    driver text not null,
    -- Minor units, and milliseconds on duty.
    shift_pay bigint not null,
    shift_ms bigint not null check (shift_ms >= 0),
    seen_at timestamptz not null,
    -- [[days since 1970, pay, milliseconds on duty], …], oldest first.
    week jsonb not null,
    primary key (region, driver),
    foreign key (region, driver) references driver (region, id) on delete cascade
);

-- What regard to incomes cost customers, by day of UTC.
create table fairness_day (
    region text not null references region,
    day date not null,
    offers bigint not null,
    extra_ms bigint not null,
    pickups bigint not null,
    wait_ms bigint not null,
    primary key (region, day)
);

-- What was added to a driver's pay, or taken from it, by hand; never changed.
create table pay_adjustment (
    id text primary key,
    region text not null references region,
    driver text not null,
    at timestamptz not null,
    -- Minor units; below 0 where it is taken.
    amount bigint not null check (amount <> 0),
    currency text not null,
    reason text not null,
    by_whom text not null,
    job text,
    foreign key (region, driver) references driver (region, id) on delete cascade
);
create index pay_adjustment_of_driver on pay_adjustment (driver, at);

-- For whoever reads all of a few days: events arrive in the order of their times.
create index event_by_time on event using brin (at);
