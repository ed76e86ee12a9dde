-- Files that Recto makes of an article, to take away: PDF, apparatus, EPUB, JATS. Made behind everything else, and made again when what they were made from has changed.
CREATE TABLE made_files (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- pdf, apparatus, epub, jats, card.
    kind          TEXT NOT NULL,
    -- made, failed, none (there is nothing of this kind in the article).
    state         TEXT NOT NULL,
    -- By which program and rules; another one makes it again.
    made_by       TEXT NOT NULL,
    -- Null where nothing was made.
    media_type    TEXT,
    hash          TEXT CHECK (length(hash) = 64),
    length        BIGINT CHECK (length >= 0),
    -- JSON list of lines for the editors: what could not be set, and why it failed.
    report        TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    PRIMARY KEY (article_id, kind)
);

-- For which state of an article its files were made, and who is making them now.
CREATE TABLE made_states (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- Version of the article, its journal and its issue; empty where nothing was made yet.
    basis         TEXT NOT NULL,
    -- Of all makers together.
    made_by       TEXT NOT NULL,
    -- Nobody else makes it until then; null where nobody does.
    leased_until  BIGINT,
    -- How often in a row it broke off; it is tried again after growing pauses.
    attempts      INTEGER NOT NULL DEFAULT 0
);
