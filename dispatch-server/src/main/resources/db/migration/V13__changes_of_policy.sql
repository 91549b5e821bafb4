-- A region starts with its latest change of policy, and operators read the history of them; few among
-- many events.
create index event_policy on event (region, seq) where type = 'PolicyChanged';
