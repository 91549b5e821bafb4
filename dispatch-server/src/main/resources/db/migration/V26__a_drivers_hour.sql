-- For a driver's hour: the decisions that name him, as one who was considered or as one near who was
-- not. Without a list of entries that wait to be sorted in: whoever asks would have to read it.
create index decision_record_names on decision_record
    using gin ((jsonb_path_query_array(body, '$.*[*].d'))) with (fastupdate = off);

-- Who was on duty at a moment; few among a driver's many events.
create index event_duty on event (driver, at, seq)
    where type in ('DriverWentOnline', 'DriverWentOffline');
