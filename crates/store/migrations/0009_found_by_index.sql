-- Runs that wait for a connection are woken in the order of their ids. Without the id in the index,
-- SQLite goes through all runs of the organization instead, while nobody else can write.
DROP INDEX flow_runs_by_awaited_connection;
CREATE INDEX flow_runs_by_awaited_connection
    ON flow_runs (organization_id, awaited_connection_id, id)
    WHERE awaited_connection_id IS NOT NULL;

-- Which sale a record of another system belongs to.
CREATE INDEX submissions_by_external_ref ON submissions (organization_id, external_ref)
    WHERE external_ref IS NOT NULL;
CREATE INDEX quotes_by_external_ref ON quotes (organization_id, external_ref)
    WHERE external_ref IS NOT NULL;
