-- Who changed what, and when. Nothing in it is ever changed or deleted; the database itself refuses.
CREATE TABLE audit (
    id            $Key$ NOT NULL PRIMARY KEY,
    at            BIGINT NOT NULL,
    -- The account; null for the program itself and for the command line.
    person_id     $Key$,
    person        TEXT NOT NULL CHECK (length(person) > 0),
    -- A verb of the desk: journal.edited, article.published, …
    act           TEXT NOT NULL CHECK (length(act) > 0),
    subject       TEXT NOT NULL CHECK (length(subject) > 0),
    subject_name  TEXT,
    journal_id    $Key$,
    -- JSON: what it was and what it is.
    details       TEXT
);

CREATE INDEX audit_latest ON audit (at DESC, id DESC);
CREATE INDEX audit_of_subject ON audit (subject, at DESC, id DESC);
CREATE INDEX audit_of_journal ON audit (journal_id, at DESC, id DESC) WHERE journal_id IS NOT NULL;

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit log is never changed.'; END $$;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
