-- Sign-ins: each has an id that its cookie carries, and ends when its row goes. No network address is kept.
CREATE TABLE account_sessions (
    id          $Key$ NOT NULL PRIMARY KEY,
    account_id  $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The account's security stamp at that time: with another one the sign-in is over.
    stamp       TEXT NOT NULL CHECK (length(stamp) > 0),
    way         TEXT NOT NULL CHECK (way IN ('link', 'passkey', 'password', 'provider')),
    -- Two words of the browser, "Firefox" and "Linux"; null where it does not say what we know.
    browser     TEXT CHECK (length(browser) BETWEEN 1 AND 40),
    system      TEXT CHECK (length(system) BETWEEN 1 AND 40),
    created_at  BIGINT NOT NULL,
    -- Last request, to the hour.
    seen_at     BIGINT NOT NULL
);

CREATE INDEX account_sessions_of_account ON account_sessions (account_id, seen_at);
CREATE INDEX account_sessions_by_age ON account_sessions (seen_at);

-- When the owner was last told that somebody tries passwords.
ALTER TABLE accounts ADD COLUMN warned_at BIGINT;
-- The person is gone, and the row stands only so that what hangs on it keeps its place.
ALTER TABLE accounts ADD COLUMN erased_at BIGINT;

-- Names of persons stand beside the log of changes, so that they can go without the log being changed: who did it, and to whom.
CREATE TABLE audit_names (
    audit_id   $Key$ NOT NULL REFERENCES audit (id),
    part       TEXT NOT NULL CHECK (part IN ('who', 'whom')),
    person_id  $Key$ NOT NULL,
    name       TEXT NOT NULL CHECK (length(name) > 0),
    PRIMARY KEY (audit_id, part)
);

CREATE INDEX audit_names_of_person ON audit_names (person_id);

-- Once, and never again: the names that stood in the lines move beside them. Act, time, ids and everything else stay.
INSERT INTO audit_names (audit_id, part, person_id, name) SELECT id, 'who', person_id, person FROM audit WHERE person_id IS NOT NULL;
INSERT INTO audit_names (audit_id, part, person_id, name) SELECT id, 'whom', upper(substr(subject, 8)), subject_name FROM audit WHERE subject LIKE 'person/%' AND length(subject) = 43 AND length(subject_name) > 0;
DROP TRIGGER audit_is_not_changed;
UPDATE audit SET person = 'person/' || person_id WHERE person_id IS NOT NULL;
UPDATE audit SET subject_name = NULL, details = CASE WHEN json_valid(details) THEN json_remove(details, '$.before.name', '$.after.name') ELSE details END WHERE subject LIKE 'person/%' AND length(subject) = 43;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is never changed.'); END;
