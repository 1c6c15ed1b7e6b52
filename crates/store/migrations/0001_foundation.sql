-- Everything the main job needs. Ids are TypeIDs and sort by time, so that lists are read in the
-- order of their keys; times are Unix milliseconds; money is in minor units; flags are 0 or 1.
-- The organization leads every key of what belongs to one: it is also the key to shard by.

CREATE TABLE organizations (
    id TEXT /*postgres: COLLATE "C"*/ PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    phone TEXT,
    logo_url TEXT,
    locale TEXT NOT NULL,
    unit_system TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    tax_rate BIGINT NOT NULL,
    validity_days BIGINT NOT NULL,
    expiring_soon_days BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE users (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- A session is found by the keyed hash of its cookie; the cookie itself is never stored.
CREATE TABLE sessions (
    token_hash TEXT /*postgres: COLLATE "C"*/ PRIMARY KEY,
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    user_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE api_keys (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    -- The first characters, by which people recognize a key.
    hint TEXT NOT NULL,
    read_only BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE templates (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    min_width BIGINT NOT NULL,
    max_width BIGINT NOT NULL,
    min_height BIGINT NOT NULL,
    max_height BIGINT NOT NULL,
    -- Kinds of component, separated by commas.
    components TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, slug)
);

CREATE TABLE contacts (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    email_key TEXT NOT NULL,
    customer TEXT NOT NULL,
    external_ref TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, email_key)
);

CREATE TABLE submissions (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    contact_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    template_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    template_name TEXT NOT NULL,
    template_slug TEXT NOT NULL,
    locale TEXT NOT NULL,
    customer TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    component_count BIGINT NOT NULL,
    notes TEXT,
    status TEXT NOT NULL,
    external_ref TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX submissions_by_status ON submissions (organization_id, status, id);
CREATE INDEX submissions_by_contact ON submissions (organization_id, contact_id, id);

CREATE TABLE quotes (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    submission_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    year BIGINT NOT NULL,
    counter BIGINT NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    locale TEXT NOT NULL,
    customer TEXT NOT NULL,
    currency TEXT NOT NULL,
    tax_rate BIGINT NOT NULL,
    validity_days BIGINT NOT NULL,
    reference TEXT,
    notes TEXT,
    line_items TEXT NOT NULL,
    subtotal BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    total BIGINT NOT NULL,
    created_by_name TEXT,
    sending TEXT,
    -- When the clock next has something to say about this quote: the reminder, then the end.
    due_at BIGINT,
    external_ref TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, year, counter)
);
CREATE INDEX quotes_by_submission ON quotes (organization_id, submission_id);
CREATE INDEX quotes_by_status ON quotes (organization_id, status, id);
CREATE INDEX quotes_due ON quotes (due_at) WHERE due_at IS NOT NULL;

-- The last number given, per organization and year.
CREATE TABLE quote_counters (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    year BIGINT NOT NULL,
    counter BIGINT NOT NULL,
    PRIMARY KEY (organization_id, year)
);

-- Each version that was sent, as it was offered, with its page's token.
CREATE TABLE quote_versions (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    quote_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    version BIGINT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    offer TEXT NOT NULL,
    viewed_at BIGINT,
    view_count BIGINT NOT NULL,
    last_viewed_at BIGINT,
    suspected_robot_count BIGINT NOT NULL,
    -- The latest of them: when, why, and what it called itself.
    last_suspected_robot TEXT,
    answer TEXT,
    PRIMARY KEY (organization_id, quote_id, version)
);

CREATE TABLE leads (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- E-mail and message, hashed, while a second post of the same is the same lead; then null.
    fingerprint TEXT,
    locale TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    message TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, fingerprint)
);

-- What happened, with the bytes that every destination receives. Never changed.
CREATE TABLE events (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    event_type TEXT NOT NULL,
    subject TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- The place among the events of the same subject, from 1.
    subject_seq BIGINT NOT NULL,
    test BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, subject, subject_seq)
);

CREATE TABLE webhook_endpoints (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Names separated by commas; empty means all.
    event_types TEXT NOT NULL,
    filter TEXT,
    -- Custom headers, authentication and signing secrets, encrypted.
    sealed TEXT NOT NULL,
    -- Waits between tries in seconds, separated by commas; null means the default.
    retry_schedule TEXT,
    max_in_flight BIGINT NOT NULL,
    auto_pause BIGINT NOT NULL,
    -- active, paused, off (its ActivePieces flow is switched off) or stopped (the receiver is gone).
    status TEXT NOT NULL,
    status_reason TEXT,
    status_changed_at BIGINT NOT NULL,
    -- Since the last success: when failures began, the latest one, how many.
    failing_since BIGINT,
    last_failure_at BIGINT,
    failure_count BIGINT NOT NULL,
    -- Raised by every change of settings, so that memory knows when to read them again.
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE flows (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    name TEXT NOT NULL,
    owner_name TEXT,
    -- Names separated by commas; empty means all.
    event_types TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    -- The version that is in force.
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- What a flow did at each revision: a run ends with the version that it began with.
CREATE TABLE flow_versions (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    flow_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    revision BIGINT NOT NULL,
    -- The template document, with this one flow in it.
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, flow_id, revision),
    FOREIGN KEY (organization_id, flow_id) REFERENCES flows (organization_id, id) ON DELETE CASCADE
);

-- One row for each event and destination: the queue's truth. `due_at` is when somebody may take it:
-- the next try while it waits, the end of the lease while somebody works on it.
CREATE TABLE deliveries (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    event_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    destination_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    event_type TEXT NOT NULL,
    subject TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    subject_seq BIGINT NOT NULL,
    -- pending, held, delivered, failed or skipped.
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    -- The number of attempts when the present round of the retry schedule began.
    round_start BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_owner TEXT,
    last_failure TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (organization_id, event_id, destination_id)
);
CREATE INDEX deliveries_due ON deliveries (destination_id, due_at, event_id)
    WHERE status = 'pending';
CREATE INDEX deliveries_open ON deliveries (destination_id, subject, subject_seq)
    WHERE status IN ('pending', 'held');
CREATE INDEX deliveries_held ON deliveries (organization_id, destination_id, event_id)
    WHERE status = 'held';
-- What was given up is rare, and asked for by the overview.
CREATE INDEX deliveries_failed ON deliveries (organization_id, finished_at) WHERE status = 'failed';
CREATE INDEX deliveries_leased ON deliveries (lease_owner) WHERE lease_owner IS NOT NULL;

CREATE TABLE attempts (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    event_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    destination_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    http_status BIGINT,
    request_headers TEXT,
    response_headers TEXT,
    response_body TEXT,
    PRIMARY KEY (organization_id, event_id, destination_id, number)
);

CREATE TABLE flow_runs (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    flow_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    flow_revision BIGINT NOT NULL,
    event_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    status TEXT NOT NULL,
    -- The step that ended a failed run, as JSON.
    failed_step TEXT,
    -- When somebody may take the run: the next try while it waits, the end of the lease while
    -- somebody works on it; null when it has ended.
    due_at BIGINT,
    lease_owner TEXT,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX flow_runs_by_flow ON flow_runs (organization_id, flow_id, id);
CREATE INDEX flow_runs_by_event ON flow_runs (organization_id, event_id);
CREATE INDEX flow_runs_due ON flow_runs (due_at) WHERE due_at IS NOT NULL;

-- The journal: a step's outcome is here before the next step starts.
CREATE TABLE flow_run_steps (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    run_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    position BIGINT NOT NULL,
    step_name TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (organization_id, run_id, position)
);

CREATE TABLE inbox_messages (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- message (from a flow) or alert (from WinFactor itself).
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT,
    -- What it came from: a flow or an endpoint.
    source_id TEXT,
    run_id TEXT,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX inbox_unread ON inbox_messages (organization_id) WHERE read_at IS NULL;

-- The first answer to a request that carried an idempotency key.
CREATE TABLE idempotency_keys (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    key TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- A hash of what was asked: the same key with another request is a mistake.
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Servers at work on this database, so that the leases of one that died are taken over.
CREATE TABLE nodes (
    id TEXT /*postgres: COLLATE "C"*/ PRIMARY KEY,
    version TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    heartbeat_at BIGINT NOT NULL
);
