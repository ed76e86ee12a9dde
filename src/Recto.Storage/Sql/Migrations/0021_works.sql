-- The source index: every published work that notes cite, over all articles.
CREATE TABLE works (
    id          $Key$ NOT NULL PRIMARY KEY,
    -- Its part of the address.
    slug        $Ordered$ NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (length(kind) > 0),
    title       TEXT NOT NULL,
    -- Authors, else editors, in one line; null where there are none.
    names       TEXT,
    -- First year, four digits; null where none is printed.
    year        TEXT,
    -- Family name, year and title, folded.
    sort_key    $Ordered$ NOT NULL,
    -- JSON of the best record.
    record      TEXT NOT NULL,
    -- A DOI and who says so: a note prints it, matching found it, an editor gave it; with matching, how sure it is, 0 to 1.
    doi         TEXT,
    doi_key     TEXT,
    doi_from    TEXT CHECK (doi_from IN ('printed', 'matched', 'editor')),
    doi_score   DOUBLE PRECISION,
    isbn        TEXT,
    oclc        TEXT,
    -- How many articles cite it, drafts too: for the order of lists only.
    articles    INTEGER NOT NULL DEFAULT 0,
    -- It was found to be one with another work, and its address leads there.
    merged_into $Key$ REFERENCES works (id) ON DELETE CASCADE,
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    CHECK ((doi IS NULL) = (doi_from IS NULL) AND (doi IS NULL) = (doi_key IS NULL))
);

CREATE INDEX works_listed ON works (sort_key, id) WHERE merged_into IS NULL;
CREATE INDEX works_most_cited ON works (articles DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX works_doi ON works (doi_key) WHERE doi_key IS NOT NULL;
CREATE INDEX works_merged ON works (merged_into) WHERE merged_into IS NOT NULL;

-- Which source of which article means which work. Outlives the sources themselves while an article is written anew.
CREATE TABLE work_sources (
    article_id  $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source_id   TEXT NOT NULL CHECK (length(source_id) > 0),
    ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
    work_id     $Key$ NOT NULL REFERENCES works (id),
    -- Hash of the printed words: by it the source is known again.
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) > 0),
    -- Which of the work's forms it is.
    form_key    TEXT NOT NULL CHECK (length(form_key) > 0),
    score       DOUBLE PRECISION NOT NULL,
    -- JSON: the grounds of the decision; the mentions with their pinpoints.
    reasons     TEXT NOT NULL,
    mentions    TEXT NOT NULL,
    mention_count INTEGER NOT NULL CHECK (mention_count >= 0),
    -- The editors' decision that put it there; null where the index did.
    decision_id $Key$,
    PRIMARY KEY (article_id, source_id)
);

CREATE INDEX work_sources_work ON work_sources (work_id, form_key, article_id);

-- The ways in which a work is described: records as notes give them, each once.
CREATE TABLE work_forms (
    work_id     $Key$ NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    form_key    TEXT NOT NULL CHECK (length(form_key) > 0),
    -- How much it tells; the fullest come first.
    fullness    DOUBLE PRECISION NOT NULL,
    record      TEXT NOT NULL,
    PRIMARY KEY (work_id, form_key)
);

-- Keys under which what may be the same meets.
CREATE TABLE work_keys (
    work_key    $Ordered$ NOT NULL,
    work_id     $Key$ NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    PRIMARY KEY (work_key, work_id)
);

CREATE INDEX work_keys_work ON work_keys (work_id);

-- Folded words of names and titles, for finding a work in the list.
CREATE TABLE work_words (
    word        $Ordered$ NOT NULL,
    work_id     $Key$ NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    PRIMARY KEY (word, work_id)
);

CREATE INDEX work_words_work ON work_words (work_id);

-- Which version of an article the index knows, and by which way of deciding.
CREATE TABLE work_articles (
    article_id  $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    analysis    TEXT NOT NULL
);

-- What editors say: sources of one work belong to another (all of them: merge; some: split). Nothing is deleted: what is undone is kept with its end.
CREATE TABLE work_decisions (
    id          $Key$ NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    from_work   $Key$ NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    to_work     $Key$ NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    from_title  TEXT NOT NULL,
    to_title    TEXT NOT NULL,
    person_id   $Key$,
    person      TEXT NOT NULL,
    reason      TEXT,
    at          BIGINT NOT NULL,
    ended_at    BIGINT,
    ended_by    TEXT
);

CREATE INDEX work_decisions_from ON work_decisions (from_work, at);
CREATE INDEX work_decisions_to ON work_decisions (to_work, at);
CREATE INDEX work_decisions_latest ON work_decisions (at DESC, id DESC);

-- Whom a decision moved, known again by what the article prints.
CREATE TABLE work_moves (
    decision_id $Key$ NOT NULL REFERENCES work_decisions (id) ON DELETE CASCADE,
    article_id  $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) > 0),
    -- JSON of the record at that time, for an article that prints it otherwise now.
    record      TEXT NOT NULL,
    PRIMARY KEY (decision_id, article_id, fingerprint)
);

CREATE INDEX work_moves_article ON work_moves (article_id);
