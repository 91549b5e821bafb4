-- How much longer than predicted travel takes, by place and hour of the week: what a region has
-- learned, kept every few minutes so that a restart goes on from it.
create table learned_speed (
    region text not null references region,
    cell bigint not null,
    hour int not null check (hour between -1 and 167),
    permille int not null check (permille between 500 and 3000),
    legs int not null check (legs >= 0),
    -- The order in which it was first met, which a restored region keeps.
    rank int not null,
    primary key (region, cell, hour)
);
