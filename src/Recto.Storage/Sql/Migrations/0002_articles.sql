-- Articles, their HTML, their files, and the addresses that they once had.

CREATE TABLE articles (
    id            $Key$ NOT NULL PRIMARY KEY,
    slug          $Ordered$ NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 200),
    journal_id    $Key$ NOT NULL REFERENCES journals (id),
    issue_id      $Key$,
    position      INTEGER CHECK (position > 0),
    -- The article's record as JSON; the columns after it say again what lists show and queries seek.
    article       TEXT NOT NULL,
    title         TEXT NOT NULL,
    subtitle      TEXT CHECK (length(subtitle) > 0),
    authors       TEXT CHECK (length(authors) > 0),
    section       TEXT CHECK (length(section) > 0),
    type          TEXT CHECK (length(type) > 0),
    language      TEXT CHECK (length(language) > 0),
    pages         TEXT CHECK (length(pages) > 0),
    published     TEXT CHECK (length(published) IN (4, 7, 10)),
    doi           TEXT,
    -- The DOI folded for comparing (DOI Handbook, 2.4).
    doi_key       TEXT UNIQUE,
    -- What makes it the same article when it comes again without a DOI.
    identity_key  TEXT NOT NULL CHECK (length(identity_key) > 0),
    -- Tells apart articles that say the same of themselves and are not the same: chapters of one book under one DOI and one title.
    part          INTEGER NOT NULL CHECK (part > 0),
    -- A sketch of the body's wording; null where there is too little of it.
    sketch        $Bytes$,
    source_format TEXT NOT NULL CHECK (length(source_format) > 0),
    source_hash   TEXT NOT NULL CHECK (length(source_hash) > 0),
    version       INTEGER NOT NULL CHECK (version > 0),
    is_draft      INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
    -- Date of publication made comparable; newest is greatest, undated least.
    recency_key   $Ordered$ NOT NULL,
    -- Place in the issue made comparable: position, else page.
    issue_order   $Ordered$ NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL CHECK (updated_at >= created_at),
    -- First time that it was public here.
    published_at  BIGINT,
    FOREIGN KEY (issue_id, journal_id) REFERENCES issues (id, journal_id),
    UNIQUE (identity_key, part),
    CHECK ((doi IS NULL) = (doi_key IS NULL)),
    CHECK (is_draft = 1 OR published_at IS NOT NULL)
);

CREATE INDEX articles_source_hash ON articles (source_hash);
CREATE INDEX articles_newest ON articles (recency_key DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX articles_of_journal ON articles (journal_id, recency_key DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX articles_of_issue ON articles (issue_id, issue_order, id) WHERE is_draft = 0;

-- UTF-8 HTML as it goes out: bytes, so that no request makes strings of it.
CREATE TABLE article_fragments (
    article_id      $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    title_html      $Bytes$ NOT NULL,
    abstract_html   $Bytes$ NOT NULL,
    body_html       $Bytes$ NOT NULL,
    notes_html      $Bytes$ NOT NULL,
    sources_html    $Bytes$ NOT NULL,
    references_html $Bytes$ NOT NULL,
    about_html      $Bytes$ NOT NULL,
    contents        $Bytes$ NOT NULL
);

CREATE TABLE old_slugs (
    slug          $Ordered$ NOT NULL PRIMARY KEY,
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    since         BIGINT NOT NULL
);

CREATE INDEX old_slugs_article ON old_slugs (article_id);

CREATE TABLE article_files (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    role          TEXT NOT NULL CHECK (length(role) > 0),
    media_type    TEXT NOT NULL CHECK (length(media_type) > 0),
    hash          TEXT NOT NULL CHECK (length(hash) = 64),
    length        BIGINT NOT NULL CHECK (length >= 0),
    PRIMARY KEY (article_id, name)
);

CREATE INDEX article_files_hash ON article_files (hash);
