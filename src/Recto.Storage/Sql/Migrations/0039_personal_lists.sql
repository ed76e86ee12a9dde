-- Lists of one’s own, for readers who have switched them on; and vectors of texts, from a model that an operator may bring.

-- Who has switched them on, and since when.
CREATE TABLE reading_accounts (
    account_id    $Key$ NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    since         BIGINT NOT NULL,
    -- What was read before is not kept: when it was switched on, or when all was deleted last.
    kept_from     BIGINT NOT NULL
);

-- What they have read since.
CREATE TABLE account_reads (
    account_id    $Key$ NOT NULL REFERENCES reading_accounts (account_id) ON DELETE CASCADE,
    article_id    $Key$ NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- Of the first read, UTC, 20261127; nothing finer is kept.
    day           INTEGER NOT NULL,
    PRIMARY KEY (account_id, article_id)
);

CREATE INDEX account_reads_of_article ON account_reads (article_id);
CREATE INDEX account_reads_day ON account_reads (day);

-- What is near to each article, made ahead; of single readers nothing. Empty as long as nobody has switched lists of their own on.
CREATE TABLE near_articles (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    made_at       BIGINT NOT NULL,
    near          $Bytes$ NOT NULL
);

CREATE TABLE article_vectors (
    article_id    $Key$ NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    -- Hash of the model; all rows have the same.
    model         TEXT NOT NULL,
    -- Another version of the article or of its text: to be made anew.
    version       INTEGER NOT NULL,
    text_version  INTEGER NOT NULL,
    -- Numbers of four bytes, least byte first; none where the text has no words.
    vector        $Bytes$ NOT NULL
);
