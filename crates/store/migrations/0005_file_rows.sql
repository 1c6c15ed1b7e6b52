-- Rows that flows append to files. A file is a name and a month; it is put together when somebody
-- downloads it, so that an append is an insert.
CREATE TABLE file_rows (
    organization_id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    file TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- Of the organization's calendar: 2026-03.
    month TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- Ids are in the order of time.
    id TEXT /*postgres: COLLATE "C"*/ NOT NULL,
    -- A JSON object: the values by the names of their columns.
    cells TEXT NOT NULL,
    PRIMARY KEY (organization_id, file, month, id)
);
