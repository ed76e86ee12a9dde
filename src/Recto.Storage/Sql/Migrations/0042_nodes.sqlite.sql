-- Several nodes on one database: who has which article in hand, what the desk has rung for, mails and uploads that must outlive the node that took them. All of it is of the moment: no backup has it.

-- An article that a node has in hand, in a work that all nodes do together. What lapsed is free for the next.
CREATE TABLE node_claims (
    work          TEXT NOT NULL,
    article_id    $Key$ NOT NULL,
    lease         TEXT NOT NULL,
    -- By the clock of the database on PostgreSQL, so that clocks of nodes may differ.
    leased_until  BIGINT NOT NULL,
    PRIMARY KEY (work, article_id)
);

-- How often something was rung for, on any node.
CREATE TABLE node_bells (
    name  TEXT NOT NULL PRIMARY KEY,
    rung  BIGINT NOT NULL
);

-- Mails that nobody can ask for again. A mail goes when it is sent or given up; none holds a link by which somebody signs in.
CREATE TABLE node_mails (
    id          $Key$ NOT NULL PRIMARY KEY,
    address     TEXT NOT NULL,
    name        TEXT,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    language    TEXT,
    -- Tries that failed.
    tries       INTEGER NOT NULL DEFAULT 0,
    -- Not tried, nor taken by another node, before that instant.
    not_before  BIGINT NOT NULL
);

CREATE INDEX node_mails_due ON node_mails (not_before);

-- Uploads that were taken and are not read yet; the id is that of their report.
CREATE TABLE node_uploads (
    id            $Key$ NOT NULL PRIMARY KEY,
    person        TEXT NOT NULL,
    journal       TEXT NOT NULL,
    issue         TEXT,
    old_path      TEXT,
    -- 0 as long as its files come in.
    is_whole      INTEGER NOT NULL DEFAULT 0,
    lease         TEXT,
    leased_until  BIGINT,
    -- How often a node began with it.
    tries         INTEGER NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL
);

-- Its files, in pieces.
CREATE TABLE node_upload_parts (
    upload_id  $Key$ NOT NULL REFERENCES node_uploads (id) ON DELETE CASCADE,
    file       INTEGER NOT NULL,
    part       INTEGER NOT NULL,
    path       TEXT NOT NULL,
    bytes      $Bytes$ NOT NULL,
    PRIMARY KEY (upload_id, file, part)
);
