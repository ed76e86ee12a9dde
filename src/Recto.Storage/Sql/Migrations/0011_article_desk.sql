-- The desk of an article: what the file says beside what editors say, relations that files state, and what became of uploads.

-- The record as the file has it; null where nobody says otherwise, and the record itself is the file's.
ALTER TABLE articles ADD COLUMN read_article TEXT;
-- Title, authors and DOI folded for seeking at the desk; null where the article was saved by an older program.
ALTER TABLE articles ADD COLUMN desk_key TEXT;

-- Whether a file states the relation (made anew at every save), or an editor has set it.
ALTER TABLE article_relations ADD COLUMN is_stated INTEGER NOT NULL DEFAULT 0 CHECK (is_stated IN (0, 1));

-- Articles that a file names by DOI, whether the site has them or not (yet).
CREATE TABLE article_named (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    doi_key       TEXT NOT NULL CHECK (length(doi_key) > 0),
    -- JATS related-article-type as the file says it.
    type          TEXT NOT NULL CHECK (length(type) > 0),
    PRIMARY KEY (article_id, doi_key, type)
);

CREATE INDEX article_named_doi ON article_named (doi_key);

-- What became of uploads; the last ones of each person.
CREATE TABLE import_reports (
    id            $Key$ NOT NULL PRIMARY KEY,
    person_id     $Key$ NOT NULL,
    journal_id    $Key$,
    started_at    BIGINT NOT NULL,
    -- Last sign of life.
    updated_at    BIGINT NOT NULL,
    finished_at   BIGINT,
    -- JSON: what was sent, and what became of each file.
    report        TEXT NOT NULL
);

CREATE INDEX import_reports_of_person ON import_reports (person_id, started_at DESC, id DESC);
