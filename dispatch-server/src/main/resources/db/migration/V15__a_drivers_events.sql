-- For a driver's statement: what he did on a day.
create index event_of_driver on event (driver, at) where driver is not null;
