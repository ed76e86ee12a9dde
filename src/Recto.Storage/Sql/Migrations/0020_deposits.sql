-- What a journal says of its deposits at Crossref, who works on them now, and what keeps all of them from being sent.
CREATE TABLE deposit_settings (
    journal_id    $Key$ NOT NULL PRIMARY KEY REFERENCES journals (id) ON DELETE CASCADE,
    is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    -- JSON: prefix, patterns, depositor, schema, switches.
    settings      TEXT NOT NULL,
    -- Login and password, encrypted with the site's keys; null where the operator's are used.
    credentials   TEXT,
    edit_version  INTEGER NOT NULL,
    updated_at    BIGINT NOT NULL,
    -- A word of whoever sends now, and until when nobody else does; null where nobody does.
    lease         TEXT,
    leased_until  BIGINT,
    -- What went wrong with the server or the login, how often in a row, and before when nothing is sent.
    problem       TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    not_before    BIGINT
);

-- One row a DOI: of an article, an issue or the journal, by its id.
CREATE TABLE deposits (
    id               $Key$ NOT NULL PRIMARY KEY,
    journal_id       $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    kind             TEXT NOT NULL CHECK (kind IN ('article', 'issue', 'journal')),
    article_id       $Key$ REFERENCES articles (id) ON DELETE CASCADE,
    issue_id         $Key$ REFERENCES issues (id) ON DELETE CASCADE,
    doi              TEXT NOT NULL,
    doi_key          TEXT NOT NULL CHECK (length(doi_key) > 0),
    state            TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'accepted', 'warned', 'failed', 'givenUp')),
    -- Versions of everything that goes in, as they were when it was last looked at; empty where it is to be looked at anyhow.
    basis            TEXT NOT NULL DEFAULT '',
    -- Whether somebody asked to send it even though nothing has changed.
    is_asked         INTEGER NOT NULL DEFAULT 0 CHECK (is_asked IN (0, 1)),
    -- What the register has, and what was sent and is not answered yet.
    fingerprint      TEXT,
    sent_fingerprint TEXT,
    batch_id         $Key$,
    attempts         INTEGER NOT NULL DEFAULT 0,
    not_before       BIGINT,
    -- The register's last words, or ours.
    message          TEXT,
    submission       TEXT,
    -- How many of its citations the register has matched.
    matched          INTEGER NOT NULL DEFAULT 0,
    changed_at       BIGINT NOT NULL,
    -- When the register last took it; null where it never did.
    accepted_at      BIGINT,
    CHECK ((kind = 'article') = (article_id IS NOT NULL) AND (kind = 'issue') = (issue_id IS NOT NULL))
);

CREATE INDEX deposits_listed ON deposits (journal_id, changed_at DESC, id DESC);
CREATE INDEX deposits_listed_by_state ON deposits (journal_id, state, changed_at DESC, id DESC);
CREATE INDEX deposits_of_batch ON deposits (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX deposits_of_article ON deposits (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX deposits_of_issue ON deposits (issue_id) WHERE issue_id IS NOT NULL;

-- The greatest timestamp with which a DOI was ever sent; outlives everything else that is known of it.
CREATE TABLE deposit_timestamps (
    doi_key       TEXT NOT NULL PRIMARY KEY,
    highest       BIGINT NOT NULL
);

-- What was sent at once. A batch is written down before it is sent: whoever comes after a crash asks for it by its name.
CREATE TABLE deposit_batches (
    id            $Key$ NOT NULL PRIMARY KEY,
    journal_id    $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    -- The name that the register knows it by.
    name          TEXT NOT NULL UNIQUE,
    -- live or test.
    server        TEXT NOT NULL,
    -- sending (perhaps it came, perhaps not), sent (the register has said that it came), done, lost (it never came).
    state         TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'done', 'lost')),
    dois          INTEGER NOT NULL,
    -- How often it was asked about, how often the register did not know it, when it is asked next.
    asks          INTEGER NOT NULL DEFAULT 0,
    unknowns      INTEGER NOT NULL DEFAULT 0,
    next_at       BIGINT NOT NULL,
    made_at       BIGINT NOT NULL,
    sent_at       BIGINT,
    done_at       BIGINT,
    submission    TEXT,
    message       TEXT
);

CREATE INDEX deposit_batches_open ON deposit_batches (journal_id, next_at) WHERE state IN ('sending', 'sent');
CREATE INDEX deposit_batches_of_journal ON deposit_batches (journal_id, made_at);

-- Citations that the register has matched, by the keys of the deposit.
CREATE TABLE deposit_matches (
    doi_key       TEXT NOT NULL,
    citation_key  TEXT NOT NULL,
    doi           TEXT NOT NULL,
    found_at      BIGINT NOT NULL,
    PRIMARY KEY (doi_key, citation_key)
);

-- DOIs of issues.
CREATE TABLE issue_dois (
    issue_id      $Key$ NOT NULL PRIMARY KEY REFERENCES issues (id) ON DELETE CASCADE,
    doi           TEXT NOT NULL,
    doi_key       TEXT NOT NULL UNIQUE
);
