-- Usage: what readers did, one row each; what came of it by day and by month; and the salts by which readers of one day are told apart.

-- Kept for a while, so that a day can be worked on again (RECTO_USAGE_EVENTS). Numbers are those of the vocabularies in Recto.Journals/Usage; ids are their 16 bytes, for there are millions of rows.
CREATE TABLE usage_events (
    -- Instant, microseconds.
    at            BIGINT NOT NULL,
    kind          SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 5),
    -- Half of an HMAC under the salt of the day: once that is gone, nobody finds out whose it was.
    user_key      $Bytes$ NOT NULL,
    -- The same under the salt of the day before, in the first 30 seconds of a day and until that day is worked on: a double click may go over midnight.
    before_key    $Bytes$,
    session_key   $Bytes$,
    form          SMALLINT,
    part          TEXT,
    article_id    $Bytes$,
    journal_id    $Bytes$,
    yop           SMALLINT,
    access_type   SMALLINT,
    method        SMALLINT NOT NULL,
    -- 16 bytes for each; null for none.
    institutions  $Bytes$,
    CHECK ((kind = 5) = (article_id IS NULL))
);

CREATE INDEX usage_events_in_order ON usage_events (at);

-- Destroyed when the day has been worked on.
CREATE TABLE usage_salts (
    day   INTEGER NOT NULL PRIMARY KEY,
    salt  $Bytes$ NOT NULL
);

-- Days, UTC, as numbers: 20261127.
CREATE TABLE usage_days (
    day            INTEGER NOT NULL PRIMARY KEY CHECK (day BETWEEN 20000101 AND 99991231),
    -- Kept above.
    events         BIGINT NOT NULL DEFAULT 0,
    -- What robots asked for: counted, and nothing else of it is kept.
    robots         BIGINT NOT NULL DEFAULT 0,
    -- Lost under overload, or come when the day was done.
    dropped        BIGINT NOT NULL DEFAULT 0,
    double_clicks  BIGINT NOT NULL DEFAULT 0,
    -- When it was worked on; null while it was not.
    rolled_at      BIGINT
);

CREATE INDEX usage_days_waiting ON usage_days (day) WHERE rolled_at IS NULL;

-- Counts. An institution of zeros is the world, an article and a journal of zeros are none (searches); 0 for what searches have not.

-- By day, as long as its events are kept: what was added to the months is taken away again when a day is worked on once more.
CREATE TABLE usage_day_counts (
    day                    INTEGER NOT NULL,
    institution_id         $Key$ NOT NULL,
    journal_id             $Key$ NOT NULL,
    article_id             $Key$ NOT NULL,
    access_type            SMALLINT NOT NULL,
    method                 SMALLINT NOT NULL,
    yop                    SMALLINT NOT NULL,
    searches               BIGINT NOT NULL,
    no_license             BIGINT NOT NULL,
    limit_exceeded         BIGINT NOT NULL,
    investigations         BIGINT NOT NULL,
    requests               BIGINT NOT NULL,
    unique_investigations  BIGINT NOT NULL,
    unique_requests        BIGINT NOT NULL,
    PRIMARY KEY (day, institution_id, journal_id, article_id, access_type, method, yop)
) WITHOUT ROWID;

-- By month, 202611.
CREATE TABLE usage_month_counts (
    institution_id         $Key$ NOT NULL,
    month                  INTEGER NOT NULL,
    journal_id             $Key$ NOT NULL,
    article_id             $Key$ NOT NULL,
    access_type            SMALLINT NOT NULL,
    method                 SMALLINT NOT NULL,
    yop                    SMALLINT NOT NULL,
    searches               BIGINT NOT NULL,
    no_license             BIGINT NOT NULL,
    limit_exceeded         BIGINT NOT NULL,
    investigations         BIGINT NOT NULL,
    requests               BIGINT NOT NULL,
    unique_investigations  BIGINT NOT NULL,
    unique_requests        BIGINT NOT NULL,
    PRIMARY KEY (institution_id, month, journal_id, article_id, access_type, method, yop)
) WITHOUT ROWID;

CREATE INDEX usage_month_counts_of_article ON usage_month_counts (article_id, institution_id, month);

-- The same added up over the articles of a journal: reports on thousands of titles are read from here.
CREATE TABLE usage_title_counts (
    institution_id         $Key$ NOT NULL,
    month                  INTEGER NOT NULL,
    journal_id             $Key$ NOT NULL,
    access_type            SMALLINT NOT NULL,
    method                 SMALLINT NOT NULL,
    yop                    SMALLINT NOT NULL,
    searches               BIGINT NOT NULL,
    no_license             BIGINT NOT NULL,
    limit_exceeded         BIGINT NOT NULL,
    investigations         BIGINT NOT NULL,
    requests               BIGINT NOT NULL,
    unique_investigations  BIGINT NOT NULL,
    unique_requests        BIGINT NOT NULL,
    PRIMARY KEY (institution_id, month, journal_id, access_type, method, yop)
) WITHOUT ROWID;
