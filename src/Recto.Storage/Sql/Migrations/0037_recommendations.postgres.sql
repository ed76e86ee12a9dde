-- Recommendations: which articles are read together, which are near to each other, and what editors say of it.

-- Whether an event may tell which articles are read together: not of readers who ask not to be followed, nor of those who are signed in.
ALTER TABLE usage_events ADD COLUMN makes_pairs SMALLINT NOT NULL DEFAULT 0;

-- Pairs of one day, as long as its events are kept: what was added below is taken away again when a day is worked on once more. The sessions themselves are kept nowhere.
CREATE TABLE co_read_days (
    -- UTC, 20261127.
    day           INTEGER NOT NULL,
    one_id        $Key$ NOT NULL,
    other_id      $Key$ NOT NULL,
    sessions      BIGINT NOT NULL,
    -- A session shares one vote among its articles.
    votes         DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (day, one_id, other_id)
);

-- All days together.
CREATE TABLE co_reads (
    one_id        $Key$ NOT NULL,
    other_id      $Key$ NOT NULL,
    sessions      BIGINT NOT NULL,
    votes         DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (one_id, other_id)
);

-- The words of each published article, and how it stands with its lists.
CREATE TABLE recommended_articles (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- Another version of the article, of its text or of the reading: to be read anew.
    version       INTEGER NOT NULL,
    text_version  INTEGER NOT NULL,
    analysis      TEXT NOT NULL,
    -- A number for each word, and how often: six bytes.
    terms         $Bytes$ NOT NULL,
    -- When its lists were last looked at; null where they are due.
    listed_at     BIGINT,
    -- Counts what editors say of them.
    choices       INTEGER NOT NULL DEFAULT 0,
    -- Hash of its lists; and when they last changed, 0 for never.
    stamp         TEXT NOT NULL DEFAULT '',
    changed_at    BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX recommended_articles_due ON recommended_articles (listed_at);
CREATE INDEX recommended_articles_changed ON recommended_articles (changed_at);

-- The lists: 1 what people also read, 2 what is recommended.
CREATE TABLE recommendations (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other_id      $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    list          SMALLINT NOT NULL CHECK (list IN (1, 2)),
    place         INTEGER NOT NULL,
    -- Why it stands there, a line each; how near it is by each signal.
    reasons       TEXT NOT NULL,
    signals       TEXT NOT NULL,
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id <> other_id)
);

CREATE INDEX recommendations_of_other ON recommendations (other_id);

-- What editors say: an article stands first in the list of another, or never.
CREATE TABLE recommendation_choices (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other_id      $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    choice        TEXT NOT NULL CHECK (choice IN ('pin', 'ban')),
    -- Who, as shown.
    person        TEXT NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id <> other_id)
);
