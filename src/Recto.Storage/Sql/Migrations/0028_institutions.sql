-- Institutions: keys with which machines ask what an institution has, and what tells that its rights have changed.

-- Whoever asks at KBART for the holdings of one institution, or at GetFTR for any. Only a hash of each key is kept.
CREATE TABLE access_keys (
    id             $Key$ NOT NULL PRIMARY KEY,
    purpose        TEXT NOT NULL CHECK (purpose IN ('kbart', 'getFtr')),
    institution_id $Key$ REFERENCES institutions (id) ON DELETE CASCADE,
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    key_hash       $Ordered$ NOT NULL UNIQUE CHECK (length(key_hash) = 64),
    -- Its first letters, so that it is known again.
    hint           TEXT NOT NULL CHECK (length(hint) BETWEEN 1 AND 20),
    created_at     BIGINT NOT NULL,
    used_on        TEXT CHECK (length(used_on) = 10),
    CHECK ((purpose = 'kbart' AND institution_id IS NOT NULL) OR (purpose = 'getFtr' AND institution_id IS NULL))
);

CREATE INDEX access_keys_listed ON access_keys (institution_id, created_at);

-- Asked at every look of the watch.
CREATE INDEX rights_of_institutions_changed ON rights (updated_at) WHERE institution_id IS NOT NULL;
CREATE INDEX institution_ranges_in_order ON institution_ranges (first_address, last_address);
