-- Tables that only grow are read over for statistics at every tenth row more, and swept at every fifth. Nothing
-- here is planned by statistics (everything is found by its key), and under full load that took up to a quarter
-- of a processor in seconds that come and go. Half as many rows again are early enough.

alter table event set (
    autovacuum_analyze_scale_factor = 0.5,
    autovacuum_vacuum_insert_scale_factor = 0.5);
alter table idempotency set (
    autovacuum_analyze_scale_factor = 0.5,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_vacuum_insert_scale_factor = 0.5);
alter table job_name set (
    autovacuum_analyze_scale_factor = 0.5,
    autovacuum_vacuum_insert_scale_factor = 0.5);
alter table job set (
    autovacuum_analyze_scale_factor = 0.5,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_vacuum_insert_scale_factor = 0.5);
