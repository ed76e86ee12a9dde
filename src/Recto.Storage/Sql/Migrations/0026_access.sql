-- Access: who may read, by what right, and through which institution.

-- JSON of what a journal says of reading beyond free or closed (AccessPolicy); null where nothing.
ALTER TABLE journals ADD COLUMN access_policy TEXT;

-- When everybody may read an article (OpeningRule), kept whenever the article or what holds in its journal changes. 0 for always; null where no day is known.
ALTER TABLE articles ADD COLUMN opens_at BIGINT;
-- A time before that in which it stands open for a while.
ALTER TABLE articles ADD COLUMN shown_from BIGINT;
ALTER TABLE articles ADD COLUMN shown_until BIGINT;
UPDATE articles SET opens_at = 0 WHERE COALESCE(reading, (SELECT j.reading FROM journals j WHERE j.id = articles.journal_id)) = 'free';

-- Universities, libraries, societies, and the consortia and parents through which they hold rights.
CREATE TABLE institutions (
    id            $Key$ NOT NULL PRIMARY KEY,
    -- Its part of addresses: of links that name it, of its own pages.
    key           $Ordered$ NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 80),
    name          TEXT NOT NULL CHECK (length(name) > 0),
    name_key      $Ordered$ NOT NULL,
    is_consortium INTEGER NOT NULL DEFAULT 0 CHECK (is_consortium IN (0, 1)),
    -- ISO 3166-1, two letters.
    country       TEXT CHECK (length(country) = 2),
    -- ROR id, https://ror.org/…
    ror           TEXT UNIQUE CHECK (length(ror) > 0),
    -- JSON of what is shown only: other names, address, VAT id, notes of the desk, affiliations that count otherwise.
    details       TEXT,
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    -- No customer any more: its ranges and sign-ins let nobody in.
    closed_at     BIGINT
);

CREATE INDEX institutions_by_name ON institutions (name_key, id);

-- What a member of a consortium, or a part of a university, holds through another.
CREATE TABLE institution_parents (
    institution_id $Key$ NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    parent_id      $Key$ NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    PRIMARY KEY (institution_id, parent_id),
    CHECK (institution_id <> parent_id)
);

CREATE INDEX institution_parents_of ON institution_parents (parent_id, institution_id);

-- Networks. 128-bit numbers, IPv4 as ::ffff:0:0/96, both ends in it.
CREATE TABLE institution_ranges (
    id             $Key$ NOT NULL PRIMARY KEY,
    institution_id $Key$ NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    first_address  $Bytes$ NOT NULL,
    last_address   $Bytes$ NOT NULL,
    -- As it was written: 10.1.0.0/16, 10.1.*.*, 2001:db8::-2001:db8::ff.
    written        TEXT NOT NULL CHECK (length(written) > 0),
    note           TEXT CHECK (length(note) > 0),
    -- Kept and not counted: a proxy that leaked, a range in dispute.
    is_excluded    INTEGER NOT NULL DEFAULT 0 CHECK (is_excluded IN (0, 1)),
    created_at     BIGINT NOT NULL
);

CREATE INDEX institution_ranges_of ON institution_ranges (institution_id, first_address);

-- Titles that are sold together.
CREATE TABLE title_lists (
    id           $Key$ NOT NULL PRIMARY KEY,
    key          $Ordered$ NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 80),
    name         TEXT NOT NULL CHECK (length(name) > 0),
    edit_version INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL
);

CREATE TABLE title_list_journals (
    list_id      $Key$ NOT NULL REFERENCES title_lists (id) ON DELETE CASCADE,
    journal_id   $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    PRIMARY KEY (list_id, journal_id)
);

-- Rights that somebody holds: subscriptions, trials, what was bought, what the desk gave. Whose a right is, one column says; what it is for, one column says, and none says the whole site.
CREATE TABLE rights (
    id              $Key$ NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('subscription', 'trial', 'purchase', 'token')),
    -- Whose. An e-mail address folded for comparing: an account with that address has it, and a guest who followed a link sent to it.
    institution_id  $Key$ REFERENCES institutions (id),
    account_id      $Key$ REFERENCES accounts (id) ON DELETE CASCADE,
    email_key       $Ordered$ CHECK (length(email_key) > 0),
    -- SHA-256 of a token that a link carries, lower-case hex.
    token_hash      $Ordered$ CHECK (length(token_hash) = 64),
    -- What.
    article_id      $Key$ REFERENCES articles (id) ON DELETE CASCADE,
    issue_id        $Key$ REFERENCES issues (id) ON DELETE CASCADE,
    journal_id      $Key$ REFERENCES journals (id) ON DELETE CASCADE,
    title_list_id   $Key$ REFERENCES title_lists (id),
    first_year      INTEGER,
    last_year       INTEGER CHECK (last_year >= first_year),
    -- From its first instant until the first one after it; null for no end.
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT CHECK (ends_at >= starts_at),
    grace_days      INTEGER NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 3660),
    -- Years of content that stay open after the end.
    has_perpetual   INTEGER NOT NULL DEFAULT 0 CHECK (has_perpetual IN (0, 1)),
    perpetual_first INTEGER,
    perpetual_last  INTEGER,
    may_download    INTEGER NOT NULL DEFAULT 1 CHECK (may_download IN (0, 1)),
    may_print       INTEGER NOT NULL DEFAULT 1 CHECK (may_print IN (0, 1)),
    revoked_at      BIGINT,
    revoked_why     TEXT CHECK (length(revoked_why) > 0),
    -- From what it comes: the line of an order, once and never twice.
    order_id        $Key$,
    order_line      INTEGER,
    -- JSON of what is shown only: reference, contact, price, notes of the desk.
    details         TEXT,
    edit_version    INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    UNIQUE (order_id, order_line),
    CHECK ((CASE WHEN institution_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN account_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN email_key IS NULL THEN 0 ELSE 1 END) + (CASE WHEN token_hash IS NULL THEN 0 ELSE 1 END) = 1),
    CHECK ((CASE WHEN article_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN issue_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN journal_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN title_list_id IS NULL THEN 0 ELSE 1 END) <= 1)
);

CREATE INDEX rights_of_institution ON rights (institution_id, starts_at DESC, id) WHERE institution_id IS NOT NULL;
CREATE INDEX rights_of_account ON rights (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX rights_of_email ON rights (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX rights_of_token ON rights (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX rights_of_order ON rights (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX rights_ending ON rights (ends_at, id) WHERE ends_at IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX rights_listed ON rights (starts_at DESC, id DESC);

-- Who may read is read from the index where whole journals are listed.
DROP INDEX articles_told;
CREATE INDEX articles_told ON articles (record_at, id, has_open_licence, opens_at, shown_from, shown_until, journal_id) WHERE published_at IS NOT NULL;
DROP INDEX articles_told_whole;
CREATE INDEX articles_told_whole ON articles ((CASE WHEN full_text_at > record_at THEN full_text_at ELSE record_at END), id, has_open_licence, opens_at, shown_from, shown_until, journal_id) WHERE published_at IS NOT NULL;
DROP INDEX articles_harvested;
CREATE INDEX articles_harvested ON articles (journal_id, recency_key DESC, id DESC, record_at, slug, has_open_licence, opens_at, shown_from, shown_until, issue_id, is_draft) WHERE is_draft = 0;

-- What turns by the clock: who may read it changes then, and with it what machines are told.
CREATE INDEX articles_opening ON articles (opens_at) WHERE opens_at > 0;
CREATE INDEX articles_shown_from ON articles (shown_from) WHERE shown_from IS NOT NULL;
CREATE INDEX articles_shown_until ON articles (shown_until) WHERE shown_until IS NOT NULL;
