-- How offers have ended, by kind of offer and time to the pickup: what a region has learned of how
-- likely drivers are to accept, kept every few minutes so that a restart goes on from it. Nobody is
-- named.
create table learned_acceptance (
    region text not null references region,
    bucket int not null check (bucket between 0 and 95),
    accepted int not null check (accepted >= 0),
    refused int not null check (refused >= 0),
    refused_ms bigint not null check (refused_ms >= 0),
    primary key (region, bucket)
);
