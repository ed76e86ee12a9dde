-- The read API: keys of those who ask often, and archival units over all articles in order.

-- Only a hash of each key is kept: whoever reads the database cannot use them.
CREATE TABLE api_keys (
    id            $Key$ NOT NULL PRIMARY KEY,
    account_id    $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    key_hash      $Ordered$ NOT NULL UNIQUE CHECK (length(key_hash) = 64),
    -- Its first letters, so that its owner knows it again.
    hint          TEXT NOT NULL CHECK (length(hint) BETWEEN 1 AND 20),
    created_at    BIGINT NOT NULL,
    -- The day, never the instant: nobody's hours of work are kept.
    used_on       TEXT CHECK (length(used_on) = 10)
);

CREATE INDEX api_keys_of_account ON api_keys (account_id, created_at);

-- All that articles cite of archives, unit by unit. The beginning of the path only, as in article_sources_file.
CREATE INDEX article_sources_in_order ON article_sources (repository_id, (substr(path, 1, 200) COLLATE "C"), article_id, ordinal) WHERE repository_id IS NOT NULL;
