-- Objections of drivers to decisions, and what humans answered. Nothing here is ever changed; what
-- is still to be answered stands in a list of its own, from which it is taken.
create table review_case (
    id text primary key,
    driver text not null,
    -- Where it was decided, as far as is known.
    region text,
    subject text not null,
    job text,
    day text,
    words text not null,
    -- What was known of the decision when the case was opened: records are dropped, cases are not.
    evidence jsonb not null,
    opened_at timestamptz not null,
    due_at timestamptz not null
);
create index review_case_driver on review_case (driver, opened_at desc);
create index review_case_opened on review_case (opened_at desc, id desc);

-- What became of cases, in order.
create table review_entry (
    number bigint generated always as identity primary key,
    review_case text not null references review_case,
    at timestamptz not null,
    kind text not null,
    by text,
    outcome text,
    words text
);
create index review_entry_case on review_entry (review_case, number);

-- Whom nobody has told of his answer yet.
create table review_untold (
    review_case text primary key references review_case,
    driver text not null
);

create table review_open (
    review_case text primary key references review_case,
    driver text not null,
    due_at timestamptz not null
);
create index review_open_due on review_open (due_at, review_case);
create index review_open_driver on review_open (driver);

-- Erasing a person is the one reason to take something out, and must be said:
-- set antar.erasing = 'on'.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('antar.erasing', true) = 'on' then
        return old;
    end if;
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger review_case_stays before update or delete on review_case
    for each row execute function refuse_rewriting();
create trigger review_entry_stays before update or delete on review_entry
    for each row execute function refuse_rewriting();

create index event_pause on event (driver, at) where type in ('DriverPaused', 'DriverResumed');

-- Comparisons on which changes of policy rest, as antar compare wrote them, by their SHA-256.
create table policy_report (
    digest text primary key,
    kept_at timestamptz not null default now(),
    body text not null
);
create trigger policy_report_stays before update or delete on policy_report
    for each row execute function refuse_rewriting();
