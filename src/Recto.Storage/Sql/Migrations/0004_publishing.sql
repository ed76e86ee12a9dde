-- A society publishes: what editors say of journals, issues and articles, and what becomes public when.

-- JSON of what is shown only and never sought: other titles, colours, cover, policies.
ALTER TABLE journals ADD COLUMN details TEXT;
ALTER TABLE journals ADD COLUMN reading TEXT NOT NULL DEFAULT 'free' CHECK (reading IN ('free', 'closed'));
-- Whether the notes of closed articles stand open.
ALTER TABLE journals ADD COLUMN notes_are_open INTEGER NOT NULL DEFAULT 1 CHECK (notes_are_open IN (0, 1));
-- Counts changes by hand: two who edit at once are told.
ALTER TABLE journals ADD COLUMN edit_version INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0);

ALTER TABLE issues ADD COLUMN kind TEXT NOT NULL DEFAULT 'regular' CHECK (kind IN ('regular', 'special', 'supplement', 'onlineFirst'));
ALTER TABLE issues ADD COLUMN details TEXT;
ALTER TABLE issues ADD COLUMN is_draft INTEGER NOT NULL DEFAULT 0 CHECK (is_draft IN (0, 1));
ALTER TABLE issues ADD COLUMN edit_version INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0);

-- JSON of what editors say otherwise than the file does (ArticleEdits); null where nothing.
ALTER TABLE articles ADD COLUMN edits TEXT;
ALTER TABLE articles ADD COLUMN edit_version INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0);
-- Whether an editor chose journal, issue and place; an import then leaves them alone.
ALTER TABLE articles ADD COLUMN is_placed INTEGER NOT NULL DEFAULT 0 CHECK (is_placed IN (0, 1));
ALTER TABLE articles ADD COLUMN has_open_licence INTEGER NOT NULL DEFAULT 0 CHECK (has_open_licence IN (0, 1));
-- What an editor says of reading this article; null where the journal's policy holds.
ALTER TABLE articles ADD COLUMN reading TEXT CHECK (reading IN ('free', 'closed'));
-- The heading folded for addresses.
ALTER TABLE articles ADD COLUMN section_key $Ordered$;
-- A draft that becomes public by itself.
ALTER TABLE articles ADD COLUMN publish_at BIGINT;
-- Withdrawn: a draft again for readers, with a tombstone at its address.
ALTER TABLE articles ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE articles ADD COLUMN tombstone TEXT CHECK (length(tombstone) > 0);
-- By which program its HTML and its apparatus were made; an older one is a reason to make them anew.
ALTER TABLE articles ADD COLUMN made_by TEXT;

CREATE INDEX articles_to_publish ON articles (publish_at) WHERE publish_at IS NOT NULL AND is_draft = 1;
CREATE INDEX articles_of_section ON articles (journal_id, section_key, recency_key DESC, id DESC) WHERE is_draft = 0;
-- The desk sees drafts too, latest change first.
CREATE INDEX articles_changed ON articles (updated_at DESC, id DESC);

-- Contributors by person: an ORCID, else the name folded for addresses.
CREATE TABLE article_people (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL CHECK (ordinal >= 0),
    person_key    $Ordered$ NOT NULL CHECK (length(person_key) > 0),
    name          TEXT NOT NULL CHECK (length(name) > 0),
    orcid         TEXT CHECK (length(orcid) = 19),
    role          TEXT NOT NULL CHECK (length(role) > 0),
    PRIMARY KEY (article_id, ordinal)
);

CREATE INDEX article_people_person ON article_people (person_key, article_id);

-- What an article was, from its first day on.
CREATE TABLE article_versions (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number > 0),
    at            BIGINT NOT NULL,
    -- Who, as shown; null for the program itself.
    person        TEXT CHECK (length(person) > 0),
    act           TEXT NOT NULL CHECK (act IN ('imported', 'replaced', 'edited', 'corrected', 'reread', 'moved', 'published', 'withdrawn', 'restored')),
    -- What readers are told; null where the act says enough.
    summary       TEXT CHECK (length(summary) > 0),
    -- Whether readers see this line.
    is_public     INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    -- The file that it was made from, and the record as it was.
    source_name   TEXT,
    source_file   TEXT CHECK (length(source_file) = 64),
    article       TEXT NOT NULL,
    edits         TEXT,
    PRIMARY KEY (article_id, number)
);

CREATE INDEX article_versions_file ON article_versions (source_file) WHERE source_file IS NOT NULL;

-- Corrections, retractions, expressions of concern: the notice and what it is about.
CREATE TABLE article_relations (
    from_id       $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    to_id         $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- JATS related-article-type as the notice says it: corrected-article, retracted-article, …
    type          TEXT NOT NULL CHECK (length(type) > 0),
    PRIMARY KEY (from_id, to_id, type),
    CHECK (from_id <> to_id)
);

CREATE INDEX article_relations_to ON article_relations (to_id);

-- Addresses that lead elsewhere: journals, issues, pages whose keys changed, and what an editor adds for an older site. Paths without a slash at the end.
CREATE TABLE moved_addresses (
    address       $Ordered$ NOT NULL PRIMARY KEY CHECK (length(address) BETWEEN 2 AND 500),
    target        TEXT NOT NULL CHECK (length(target) BETWEEN 1 AND 500),
    since         BIGINT NOT NULL
);

-- Pages of a journal's own, by language.
CREATE TABLE journal_pages (
    journal_id    $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    key           TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    language      TEXT NOT NULL CHECK (length(language) > 0),
    title         TEXT NOT NULL CHECK (length(title) > 0),
    markdown      TEXT NOT NULL,
    position      INTEGER NOT NULL DEFAULT 0,
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    updated_at    BIGINT NOT NULL,
    PRIMARY KEY (journal_id, key, language)
);

-- Sections of a journal in their order; articles name them by their heading.
CREATE TABLE journal_sections (
    journal_id    $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    key           $Ordered$ NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
    position      INTEGER NOT NULL CHECK (position > 0),
    -- JSON: name by BCP 47 tag.
    names         TEXT NOT NULL,
    -- JSON: what is said about it; null where nothing.
    details       TEXT,
    PRIMARY KEY (journal_id, key)
);
