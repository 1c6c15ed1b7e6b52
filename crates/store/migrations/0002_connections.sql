-- Accounts at other services that the steps of flows use.
CREATE TABLE connections (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL REFERENCES organizations (id),
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- By this name flows refer to it.
    external_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    display_name TEXT NOT NULL,
    piece_name TEXT NOT NULL,
    connection_type TEXT NOT NULL,
    -- Its value, encrypted.
    sealed TEXT NOT NULL,
    -- works, expired or broken; why it does not work, and since when.
    status TEXT NOT NULL,
    status_reason TEXT,
    status_changed_at BIGINT NOT NULL,
    -- Raised with every new value: what is found out about an old one is not said of the new one.
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, external_id)
);
