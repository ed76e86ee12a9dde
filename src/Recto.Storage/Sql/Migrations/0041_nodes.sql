-- Which batches of usage events are written: one that is tried again, for nobody knows whether its commit came through, is written once.
CREATE TABLE usage_batches (
    id $Key$ PRIMARY KEY,
    written_at BIGINT NOT NULL
);

CREATE INDEX usage_batches_written_at ON usage_batches (written_at);

-- How often a node has thrown its finished pages away for something that it changed itself: the others look at it (PostgreSQL alone; one row, once there is one).
CREATE TABLE page_changes (
    id INTEGER PRIMARY KEY,
    changes BIGINT NOT NULL
);
