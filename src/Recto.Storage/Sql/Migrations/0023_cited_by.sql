-- Who cites the articles of this site: what others tell, what our own notes tell, and both together.

-- How often an article is cited by works that are told apart, by whom that is told, and when the list last changed; null where it never did.
ALTER TABLE articles ADD COLUMN cited_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN cited_crossref INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN cited_open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN cited_notes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN cited_at BIGINT;
CREATE INDEX articles_cited_at ON articles (cited_at) WHERE cited_at IS NOT NULL;

-- Title, first author and year of an article folded for comparing: with the subtitle, and without.
CREATE TABLE article_keys (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    whole_key     TEXT,
    main_key      TEXT
);

CREATE INDEX article_keys_whole ON article_keys (whole_key) WHERE whole_key IS NOT NULL;
CREATE INDEX article_keys_main ON article_keys (main_key) WHERE main_key IS NOT NULL;

-- What an article cites of what is published, drafts too: one row for each entry of its reference list and each source of its notes.
CREATE TABLE cited_works (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key           TEXT NOT NULL CHECK (length(key) > 0),
    -- The source of the apparatus; null for an entry of a reference list.
    source_id     TEXT,
    doi_key       TEXT,
    whole_key     TEXT,
    main_key      TEXT,
    -- Hash of the printed words folded for comparing; null where a register is not asked about them.
    string_key    TEXT,
    printed       TEXT,
    PRIMARY KEY (article_id, key)
);

CREATE INDEX cited_works_doi ON cited_works (doi_key) WHERE doi_key IS NOT NULL;
CREATE INDEX cited_works_whole ON cited_works (whole_key) WHERE whole_key IS NOT NULL;
CREATE INDEX cited_works_main ON cited_works (main_key) WHERE main_key IS NOT NULL;
CREATE INDEX cited_works_string ON cited_works (string_key) WHERE string_key IS NOT NULL;

-- What others tell: that a work cites a DOI. Kept by the DOI, so that an article that comes later finds its citations here.
CREATE TABLE citations (
    cited_key     TEXT NOT NULL CHECK (length(cited_key) > 0),
    source        TEXT NOT NULL CHECK (source IN ('crossref', 'openCitations')),
    citing_key    TEXT NOT NULL CHECK (length(citing_key) > 0),
    -- JSON of the citing work as that source tells it.
    record        TEXT NOT NULL,
    -- Whether the source says that authors cite themselves; null where it says nothing of it.
    is_self       INTEGER CHECK (is_self IN (0, 1)),
    first_seen    BIGINT NOT NULL,
    last_seen     BIGINT NOT NULL,
    PRIMARY KEY (cited_key, source, citing_key)
);

CREATE INDEX citations_of_work ON citations (citing_key);

-- Records of citing works by their DOI, as a register has them; the record is null where it does not know the DOI.
CREATE TABLE citing_records (
    citing_key    TEXT NOT NULL PRIMARY KEY,
    record        TEXT,
    asked_at      BIGINT NOT NULL
);

-- Everything together: each citing work of an article once.
CREATE TABLE cited_by (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id            $Key$ NOT NULL,
    key           TEXT NOT NULL,
    -- The citing article, where it is one of this site.
    citing_id     $Key$ REFERENCES articles (id) ON DELETE CASCADE,
    in_crossref   INTEGER NOT NULL CHECK (in_crossref IN (0, 1)),
    in_open       INTEGER NOT NULL CHECK (in_open IN (0, 1)),
    in_notes      INTEGER NOT NULL CHECK (in_notes IN (0, 1)),
    kind          TEXT NOT NULL,
    year          INTEGER,
    is_self       INTEGER NOT NULL CHECK (is_self IN (0, 1)),
    is_retracted  INTEGER NOT NULL CHECK (is_retracted IN (0, 1)),
    first_seen    BIGINT NOT NULL,
    -- Year, first author and title made comparable.
    by_year       $Ordered$ NOT NULL,
    by_found      $Ordered$ NOT NULL,
    by_author     $Ordered$ NOT NULL,
    record        TEXT NOT NULL,
    PRIMARY KEY (article_id, id)
);

CREATE INDEX cited_by_year ON cited_by (article_id, by_year DESC, id DESC);
CREATE INDEX cited_by_found ON cited_by (article_id, by_found DESC, id DESC);
CREATE INDEX cited_by_author ON cited_by (article_id, by_author, id);
CREATE INDEX cited_by_citing ON cited_by (citing_id) WHERE citing_id IS NOT NULL;

-- What is asked of whom: who asks now, what went wrong, how far it came.
CREATE TABLE citation_feeds (
    -- 'crossref 10.5555' for a prefix; 'openCitations', 'counts', 'records', 'references'.
    name          TEXT NOT NULL PRIMARY KEY,
    lease         TEXT,
    leased_until  BIGINT,
    -- When somebody wanted everything to be asked again; null where nobody did.
    wanted_at     BIGINT,
    problem       TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    not_before    BIGINT,
    -- When a round last ended, and when a full one began that ended well.
    done_at       BIGINT,
    full_at       BIGINT,
    -- Last day of which everything is here (ISO 8601).
    through       TEXT
);

-- Stretches of days that a prefix is asked about. What waits is what is left of a round: a restart goes on with it.
CREATE TABLE citation_windows (
    id            $Key$ NOT NULL PRIMARY KEY,
    feed          TEXT NOT NULL REFERENCES citation_feeds (name) ON DELETE CASCADE,
    first_day     TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day      TEXT NOT NULL CHECK (length(last_day) = 10),
    is_full       INTEGER NOT NULL CHECK (is_full IN (0, 1)),
    -- When the round began: what a full round does not see again is gone.
    round_at      BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'divided', 'failed')),
    attempts      INTEGER NOT NULL DEFAULT 0,
    links         INTEGER NOT NULL DEFAULT 0,
    added         INTEGER NOT NULL DEFAULT 0,
    message       TEXT,
    changed_at    BIGINT NOT NULL
);

CREATE INDEX citation_windows_waiting ON citation_windows (feed, first_day) WHERE state = 'waiting';
CREATE INDEX citation_windows_listed ON citation_windows (feed, changed_at DESC, id DESC);

-- DOIs of this site that are asked about one by one, and what was said of them.
CREATE TABLE citation_checks (
    doi_key       TEXT NOT NULL,
    feed          TEXT NOT NULL,
    -- How many citations; null where none was ever told.
    count         INTEGER,
    asked_at      BIGINT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    not_before    BIGINT,
    message       TEXT,
    PRIMARY KEY (doi_key, feed)
);

CREATE INDEX citation_checks_failed ON citation_checks (feed, attempts) WHERE attempts > 0;

-- What was asked about printed references, once for each string, and what was found; no DOI where none can be said to be it.
CREATE TABLE reference_matches (
    string_key    TEXT NOT NULL PRIMARY KEY CHECK (length(string_key) = 64),
    doi           TEXT,
    doi_key       TEXT,
    confidence    DOUBLE PRECISION CHECK (confidence BETWEEN 0 AND 1),
    -- Who answered.
    source        TEXT NOT NULL,
    asked_at      BIGINT NOT NULL,
    CHECK ((doi IS NULL) = (doi_key IS NULL))
);

CREATE INDEX reference_matches_doi ON reference_matches (doi_key) WHERE doi_key IS NOT NULL;
