-- Journals and their issues.
-- $Key$ is a UUID, $Ordered$ a text compared byte by byte, $Bytes$ a string of bytes, as each database spells them.
-- Instants are microseconds since 1970-01-01T00:00Z; dates are ISO 8601 as far as they are known (2020, 2020-04, 2020-04-28).

CREATE TABLE journals (
    id            $Key$ NOT NULL PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 100),
    title         TEXT NOT NULL CHECK (length(title) > 0),
    -- The title folded for comparing: what an import looks for when the source gives no ISSN.
    title_key     TEXT NOT NULL,
    abbreviation  TEXT CHECK (length(abbreviation) > 0),
    publisher     TEXT CHECK (length(publisher) > 0),
    print_issn    TEXT CHECK (length(print_issn) = 9),
    online_issn   TEXT CHECK (length(online_issn) = 9),
    language      TEXT CHECK (length(language) > 0),
    about         TEXT CHECK (length(about) > 0),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL CHECK (updated_at >= created_at)
);

-- Not unique: publishers' files carry each other's ISSN by mistake, and a refused import would not mend that.
CREATE INDEX journals_print_issn ON journals (print_issn) WHERE print_issn IS NOT NULL;
CREATE INDEX journals_online_issn ON journals (online_issn) WHERE online_issn IS NOT NULL;
CREATE INDEX journals_title_key ON journals (title_key);

CREATE TABLE issues (
    id            $Key$ NOT NULL PRIMARY KEY,
    journal_id    $Key$ NOT NULL REFERENCES journals (id),
    key           TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
    volume        TEXT CHECK (length(volume) > 0),
    number        TEXT CHECK (length(number) > 0),
    title         TEXT CHECK (length(title) > 0),
    published     TEXT CHECK (length(published) IN (4, 7, 10)),
    -- Date, volume and number made comparable; newest is greatest.
    sort_key      $Ordered$ NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL CHECK (updated_at >= created_at),
    UNIQUE (journal_id, key),
    -- So that an article can be held to an issue of its own journal.
    UNIQUE (id, journal_id)
);

CREATE INDEX issues_in_order ON issues (journal_id, sort_key DESC, id DESC);
