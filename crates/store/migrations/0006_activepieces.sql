-- How many tries a second an endpoint takes at most; null means no limit.
ALTER TABLE webhook_endpoints ADD COLUMN max_per_second BIGINT;
-- What was last found out about the ActivePieces flow behind an endpoint: on, off, gone or unknown;
-- when, and what people should know of it.
ALTER TABLE webhook_endpoints ADD COLUMN flow_state TEXT;
ALTER TABLE webhook_endpoints ADD COLUMN flow_message TEXT;
ALTER TABLE webhook_endpoints ADD COLUMN flow_checked_at BIGINT;

-- The ActivePieces server that an organization signed in to.
CREATE TABLE activepieces_sign_ins (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    -- Its base address.
    url TEXT NOT NULL,
    email TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- The token of the sign-in, encrypted. The password is kept nowhere.
    sealed TEXT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id)
);

-- Flows that were brought to an ActivePieces server, so that bringing one again makes no second one.
CREATE TABLE activepieces_flows (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    url TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    project_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- What it was made of: recipe:<id> or flow:<id>.
    source TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    remote_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- The endpoint that starts it; null as long as there is none.
    endpoint_id TEXT /*postgres: COLLATE "C"*/,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, url, project_id, source)
);
