-- Files that Recto makes of an article, to take away: PDF, apparatus, EPUB, JATS, and the picture for links. Made behind everything else, and made again when what they were made from has changed.
CREATE TABLE made_files (
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- pdf, apparatus, epub, jats, card.
    kind          TEXT NOT NULL CHECK (length(kind) > 0),
    -- How the last try ended: made, failed, none (there is nothing of this kind in the article).
    state         TEXT NOT NULL CHECK (state IN ('made', 'failed', 'none')),
    -- By which program and rules the last try was; another one makes it again.
    made_by       TEXT NOT NULL,
    -- Of what the last try was: a fingerprint of everything that goes in.
    made_from     TEXT NOT NULL,
    -- The file that is there; after a failed try the one from before. Null where there is none.
    media_type    TEXT,
    hash          TEXT CHECK (length(hash) = 64),
    length        BIGINT CHECK (length >= 0),
    made_at       BIGINT,
    -- JSON list of lines for the editors: what could not be set, and why it failed.
    report        TEXT NOT NULL,
    tried_at      BIGINT NOT NULL,
    PRIMARY KEY (article_id, kind),
    CHECK ((hash IS NULL) = (media_type IS NULL) AND (hash IS NULL) = (length IS NULL) AND (hash IS NULL) = (made_at IS NULL))
);

CREATE INDEX made_files_latest ON made_files (tried_at);
CREATE INDEX made_files_failed ON made_files (tried_at DESC, article_id DESC) WHERE state = 'failed';

-- For which state of an article its files were made, and who is making them now.
CREATE TABLE made_states (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- Versions of the article, its journal and its issue, and how often somebody asked for all files anew; empty where nothing was made yet.
    basis         TEXT NOT NULL,
    -- Of all makers together.
    made_by       TEXT NOT NULL,
    -- When the makers were last through; null where they never were.
    done_at       BIGINT,
    -- A word of whoever makes them now, and until when nobody else does; null where nobody does.
    lease         TEXT,
    leased_until  BIGINT,
    -- How often in a row it broke off, of which basis, and before when that is not tried again.
    attempts      INTEGER NOT NULL DEFAULT 0,
    tried_basis   TEXT NOT NULL DEFAULT '',
    not_before    BIGINT,
    -- How often somebody asked for all files anew.
    asked         INTEGER NOT NULL DEFAULT 0
);
