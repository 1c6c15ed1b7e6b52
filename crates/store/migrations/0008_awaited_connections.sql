-- The connection that a paused run waits for; null while somebody goes on with it.
ALTER TABLE flow_runs ADD COLUMN awaited_connection_id TEXT /*postgres: COLLATE "C"*/;
CREATE INDEX flow_runs_by_awaited_connection ON flow_runs (organization_id, awaited_connection_id)
    WHERE awaited_connection_id IS NOT NULL;

-- 1 when people were told that it does not work; until now they were told at once.
ALTER TABLE connections ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
UPDATE connections SET told = 1 WHERE status <> 'works';
-- Until when a server asks for a new access token: nobody else may at the same time, for each answer
-- can end what the one before gave.
ALTER TABLE connections ADD COLUMN renewing_until BIGINT;
