-- Accounts: who they are, what they may do, and with what they sign in.

CREATE TABLE accounts (
    id              $Key$ NOT NULL PRIMARY KEY,
    email           TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    -- The address folded for comparing.
    email_key       $Ordered$ NOT NULL UNIQUE,
    name            TEXT NOT NULL CHECK (length(name) > 0),
    -- The name folded for sorting and seeking.
    name_key        $Ordered$ NOT NULL,
    -- BCP 47 tag of mails to them; null where nobody has said.
    language        TEXT CHECK (length(language) > 0),
    password_hash   TEXT,
    -- Changes whenever every sign-in before is to end.
    security_stamp  TEXT NOT NULL CHECK (length(security_stamp) > 0),
    failed_count    INTEGER NOT NULL DEFAULT 0 CHECK (failed_count >= 0),
    locked_until    BIGINT,
    signed_in_at    BIGINT,
    deactivated_at  BIGINT,
    -- Counts changes by hand at the desk: two who edit at once are told.
    edit_version    INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL
);

CREATE INDEX accounts_by_name ON accounts (name_key, id);

-- What was given to whom. Ids of journals are never used again, so what is left of a journal that is gone gives nothing.
CREATE TABLE account_grants (
    account_id      $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    ordinal         INTEGER NOT NULL CHECK (ordinal >= 0),
    role            TEXT NOT NULL CHECK (role IN ('administrator', 'editor', 'copyEditor')),
    -- Null for all journals.
    journal_id      $Key$,
    PRIMARY KEY (account_id, ordinal),
    CHECK (role <> 'administrator' OR journal_id IS NULL)
);

CREATE INDEX account_grants_of_role ON account_grants (role, account_id);

-- Public keys of authenticators (Web Authentication, level 3).
CREATE TABLE account_passkeys (
    credential_id       $Bytes$ NOT NULL PRIMARY KEY,
    account_id          $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name                TEXT CHECK (length(name) > 0),
    public_key          $Bytes$ NOT NULL,
    created_at          BIGINT NOT NULL,
    sign_count          BIGINT NOT NULL CHECK (sign_count >= 0),
    -- Parted by commas; null where the authenticator did not say.
    transports          TEXT,
    is_user_verified    INTEGER NOT NULL CHECK (is_user_verified IN (0, 1)),
    is_backup_eligible  INTEGER NOT NULL CHECK (is_backup_eligible IN (0, 1)),
    is_backed_up        INTEGER NOT NULL CHECK (is_backed_up IN (0, 1)),
    attestation_object  $Bytes$ NOT NULL,
    client_data_json    $Bytes$ NOT NULL
);

CREATE INDEX account_passkeys_of_account ON account_passkeys (account_id, created_at);

-- Links that sign somebody in once. Only a hash of each is kept: whoever reads the database cannot use them.
CREATE TABLE account_links (
    key_hash        $Ordered$ NOT NULL PRIMARY KEY CHECK (length(key_hash) = 64),
    -- Null for the link to the first account of all.
    account_id      $Key$ REFERENCES accounts (id) ON DELETE CASCADE,
    created_at      BIGINT NOT NULL,
    -- Null for a link that is good until it is used.
    expires_at      BIGINT,
    used_at         BIGINT
);

CREATE INDEX account_links_of_account ON account_links (account_id, created_at);

-- Keys that protect cookies (ASP.NET Core data protection): here, so that several processes share them.
CREATE TABLE protection_keys (
    name            TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
    xml             TEXT NOT NULL,
    created_at      BIGINT NOT NULL
);
