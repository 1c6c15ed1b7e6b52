-- A step runs once for each iteration of the loops around it, so its record is found by its path:
-- the step's name, or loop_1[0].step_2. Records so far are of steps outside of loops.
CREATE TABLE flow_run_records (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    run_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    path TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (organization_id, run_id, path)
);
INSERT INTO flow_run_records (organization_id, run_id, path, record)
    SELECT organization_id, run_id, step_name, record FROM flow_run_steps;
DROP TABLE flow_run_steps;
ALTER TABLE flow_run_records RENAME TO flow_run_steps;

-- Due runs are taken flow by flow, so that many of one do not stand before those of the others.
CREATE INDEX flow_runs_due_by_flow ON flow_runs (organization_id, flow_id, due_at) WHERE due_at IS NOT NULL;

-- Addresses at which somebody goes on with a paused run.
CREATE TABLE flow_run_waitpoints (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    run_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- When a step began to wait there; null while its address was only handed out.
    awaited_at BIGINT,
    used_at BIGINT,
    -- The call as JSON: {body, headers, queryParams}.
    payload TEXT,
    PRIMARY KEY (organization_id, run_id, id)
);
CREATE UNIQUE INDEX flow_run_waitpoints_by_id ON flow_run_waitpoints (run_id, id);
