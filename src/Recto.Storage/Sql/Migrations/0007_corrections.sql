-- How editors say that notes are to be read, and what readers report.

CREATE TABLE reading_corrections (
    id            $Key$ NOT NULL PRIMARY KEY,
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- By what the note is known again: its id and label at that time, SHA-256 of its text and of the note before.
    note_id       TEXT NOT NULL CHECK (length(note_id) > 0),
    note_label    TEXT NOT NULL,
    text_hash     TEXT NOT NULL CHECK (length(text_hash) = 64),
    before_hash   TEXT CHECK (length(before_hash) = 64),
    -- JSON: everything that the note cites.
    reading       TEXT NOT NULL,
    person_id     $Key$,
    person        TEXT NOT NULL CHECK (length(person) > 0),
    -- Why, for the record.
    reason        TEXT CHECK (length(reason) > 0),
    at            BIGINT NOT NULL,
    -- Undone, or followed by another; null while it holds. Nothing is deleted.
    ended_at      BIGINT,
    ended_by      TEXT CHECK (length(ended_by) > 0),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE INDEX reading_corrections_article ON reading_corrections (article_id, at, id);

CREATE TABLE reading_reports (
    id            $Key$ NOT NULL PRIMARY KEY,
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    note_id       TEXT NOT NULL CHECK (length(note_id) > 0),
    note_label    TEXT NOT NULL,
    -- What the note said when it was reported.
    note_text     TEXT NOT NULL,
    choice        TEXT NOT NULL CHECK (length(choice) > 0),
    words         TEXT CHECK (length(words) > 0),
    -- Of whoever wants an answer; taken out when the report is closed.
    email         TEXT CHECK (length(email) > 0),
    at            BIGINT NOT NULL,
    closed_at     BIGINT,
    closed_by     TEXT CHECK (length(closed_by) > 0),
    answer        TEXT CHECK (length(answer) > 0),
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);

CREATE INDEX reading_reports_open ON reading_reports (at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX reading_reports_closed ON reading_reports (closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX reading_reports_article ON reading_reports (article_id, note_id);

-- When an editor said how the note is to be read; null where the engine's reading stands.
ALTER TABLE notes ADD COLUMN corrected_at BIGINT;
-- JSON of what the source tags as citations, and of blanks that are the file's and not the author's: what checks need besides the text.
ALTER TABLE notes ADD COLUMN citations TEXT;
ALTER TABLE notes ADD COLUMN file_blanks TEXT;
