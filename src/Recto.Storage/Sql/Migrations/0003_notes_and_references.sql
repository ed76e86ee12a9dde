-- The apparatus: notes, what they cite, and the sources behind.

CREATE TABLE apparatus (
    article_id     $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- A newer engine reads again.
    engine_version TEXT NOT NULL CHECK (length(engine_version) > 0)
);

CREATE INDEX apparatus_engine_version ON apparatus (engine_version);

CREATE TABLE notes (
    article_id    $Key$ NOT NULL REFERENCES apparatus (article_id) ON DELETE CASCADE,
    -- Notes of the body from 0 in document order, as the engine counts them; then the others.
    ordinal       INTEGER NOT NULL CHECK (ordinal >= 0),
    html_id       TEXT NOT NULL CHECK (length(html_id) > 0),
    label         TEXT NOT NULL,
    container     TEXT NOT NULL CHECK (container IN ('body', 'table', 'front', 'statement')),
    language      TEXT CHECK (length(language) > 0),
    text          TEXT NOT NULL,
    -- JSON: what the source sets apart, and what cites nothing.
    emphasis      TEXT NOT NULL,
    commentary    TEXT NOT NULL,
    html          $Bytes$ NOT NULL,
    PRIMARY KEY (article_id, ordinal),
    UNIQUE (article_id, html_id)
);

CREATE TABLE article_sources (
    article_id     $Key$ NOT NULL REFERENCES apparatus (article_id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL CHECK (ordinal >= 0),
    source_id      TEXT NOT NULL CHECK (length(source_id) > 0),
    kind           TEXT NOT NULL CHECK (length(kind) > 0),
    label          TEXT NOT NULL,
    repository_id  TEXT,
    -- JSON list of levels from the top down; null for what lies in no archive.
    path           TEXT,
    best_note      INTEGER NOT NULL,
    best_reference INTEGER NOT NULL,
    PRIMARY KEY (article_id, source_id),
    UNIQUE (article_id, ordinal)
);

-- Who cites this file? The beginning of the path only: PostgreSQL refuses a row whose indexed text is too long, and what an author wrote may be anything.
CREATE INDEX article_sources_file ON article_sources (repository_id, substr(path, 1, 200)) WHERE repository_id IS NOT NULL;
CREATE INDEX article_sources_source ON article_sources (source_id);

CREATE TABLE note_references (
    article_id          $Key$ NOT NULL,
    note                INTEGER NOT NULL,
    ordinal             INTEGER NOT NULL CHECK (ordinal >= 0),
    kind                TEXT NOT NULL CHECK (length(kind) > 0),
    form                TEXT NOT NULL CHECK (length(form) > 0),
    span_start          INTEGER NOT NULL CHECK (span_start >= 0),
    span_end            INTEGER NOT NULL,
    source_id           TEXT,
    refers_to_label     TEXT,
    refers_to_note      INTEGER,
    refers_to_reference INTEGER,
    confidence          DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reason              TEXT,
    -- JSON of the whole resolved reference.
    reference           TEXT NOT NULL,
    PRIMARY KEY (article_id, note, ordinal),
    FOREIGN KEY (article_id, note) REFERENCES notes (article_id, ordinal) ON DELETE CASCADE,
    FOREIGN KEY (article_id, source_id) REFERENCES article_sources (article_id, source_id) ON DELETE CASCADE,
    CHECK (span_end >= span_start),
    CHECK (refers_to_note IS NULL OR refers_to_label IS NOT NULL),
    CHECK (refers_to_reference IS NULL OR refers_to_label IS NOT NULL)
);

CREATE INDEX note_references_source ON note_references (article_id, source_id);
