-- Subscriptions: renewals, reminders, links that carry a right, and who looks after an institution.

-- The right that this one continues. A right has one continuation that stands.
ALTER TABLE rights ADD COLUMN renews_id $Key$ REFERENCES rights (id);
-- When its end was last changed by hand: reminders that lie before that are not caught up.
ALTER TABLE rights ADD COLUMN end_set_at BIGINT;
-- What the desk typed to find it by (reference, names, addresses), folded.
ALTER TABLE rights ADD COLUMN search_key TEXT;

CREATE UNIQUE INDEX rights_renewed ON rights (renews_id) WHERE renews_id IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX rights_reminded ON rights (ends_at, id) WHERE ends_at IS NOT NULL AND revoked_at IS NULL AND kind IN ('subscription', 'trial');
CREATE INDEX rights_of_title_list ON rights (title_list_id) WHERE title_list_id IS NOT NULL;

-- A reminder to one holder of one end. Written down before the mail goes out, so that none goes out twice.
CREATE TABLE right_reminders (
    right_id    $Key$ NOT NULL REFERENCES rights (id) ON DELETE CASCADE,
    -- The end that it is about: a right that was given another end is reminded of that one anew.
    ends_at     BIGINT NOT NULL,
    reminder    TEXT NOT NULL CHECK (reminder IN ('twoMonthsBefore', 'monthBefore', 'weekBefore', 'atEnd', 'atEndOfGrace')),
    -- To whom, folded; empty where nobody could be told.
    email_key   $Ordered$ NOT NULL,
    -- sending: it is on its way, or the program stopped just then, and it is not sent again.
    state       TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'givenUp', 'nobody')),
    tries       INTEGER NOT NULL DEFAULT 1 CHECK (tries > 0),
    not_before  BIGINT,
    problem     TEXT,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (right_id, ends_at, reminder, email_key)
);

CREATE INDEX right_reminders_failed ON right_reminders (not_before) WHERE state = 'failed';

-- How often a link was followed on a day (days since 1970-01-01, universal time). By whom is not kept.
CREATE TABLE reading_link_uses (
    right_id    $Key$ NOT NULL REFERENCES rights (id) ON DELETE CASCADE,
    day         INTEGER NOT NULL,
    uses        INTEGER NOT NULL CHECK (uses > 0),
    PRIMARY KEY (right_id, day)
);

-- Who looks after an institution: its librarians.
CREATE TABLE institution_people (
    institution_id $Key$ NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    account_id     $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- manager: changes networks and invites colleagues; viewer: sees.
    role           TEXT NOT NULL CHECK (role IN ('manager', 'viewer')),
    created_at     BIGINT NOT NULL,
    PRIMARY KEY (institution_id, account_id)
);

CREATE INDEX institution_people_of_account ON institution_people (account_id, institution_id);
