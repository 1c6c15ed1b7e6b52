-- Whether a step that writes to customers may do so: somebody decides it for the settings that they
-- saw. Other settings have another fingerprint, and then it is undecided again.
CREATE TABLE flow_customer_steps (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    flow_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    step_name TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    fingerprint TEXT NOT NULL,
    -- 1: it sends; 0: it is left out.
    switched_on BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (organization_id, flow_id, step_name)
);

-- The last message of a step that was sent to somebody's own phone or mailbox, and whether they saw
-- it arrive.
CREATE TABLE flow_step_tests (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    flow_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    step_name TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    fingerprint TEXT NOT NULL,
    recipient TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    sent_by TEXT NOT NULL,
    confirmed_at BIGINT,
    confirmed_by TEXT,
    PRIMARY KEY (organization_id, flow_id, step_name)
);
