-- What the notes of all articles cite of archives: the units (fonds, series, files), and every place that cites one. Made of the apparatus, and made anew with it.

CREATE TABLE archive_units (
    -- Archive and levels, folded: rgaspi/558/11/431.
    unit          $Ordered$ NOT NULL PRIMARY KEY CHECK (length(unit) BETWEEN 1 AND 450),
    archive       $Ordered$ NOT NULL,
    -- The unit that holds it; null for an archive.
    parent        $Ordered$,
    -- Its last level made comparable: 9 before 10.
    segment_order $Ordered$ NOT NULL,
    -- Its last level as printed; whether in plain letters and figures, which is liked better.
    printed       TEXT NOT NULL,
    is_plain      INTEGER NOT NULL CHECK (is_plain IN (0, 1)),
    -- For an archive that the directory does not know, its name as printed.
    archive_name  TEXT CHECK (length(archive_name) > 0)
);

CREATE INDEX archive_units_in_parent ON archive_units (parent, segment_order, unit);

-- Which articles cite a unit, or anything in it. Counted when asked.
CREATE TABLE archive_unit_articles (
    unit          $Ordered$ NOT NULL REFERENCES archive_units (unit),
    article_id    $Key$ NOT NULL REFERENCES apparatus (article_id) ON DELETE CASCADE,
    notes         INTEGER NOT NULL CHECK (notes > 0),
    -- Said again of the article, so that counting need not look at it; the trigger below keeps it so.
    is_public     INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    -- The index alone answers what is counted.
    PRIMARY KEY (unit, article_id) INCLUDE (notes, is_public)
);

CREATE INDEX archive_unit_articles_article ON archive_unit_articles (article_id);

CREATE FUNCTION show_in_archives() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE archive_unit_articles SET is_public = 1 - NEW.is_draft WHERE article_id = NEW.id; RETURN NULL; END $$;
CREATE TRIGGER archive_articles_shown AFTER UPDATE OF is_draft ON articles FOR EACH ROW WHEN (OLD.is_draft IS DISTINCT FROM NEW.is_draft) EXECUTE FUNCTION show_in_archives();

CREATE TABLE archive_mentions (
    article_id    $Key$ NOT NULL,
    note          INTEGER NOT NULL,
    reference     INTEGER NOT NULL,
    -- Which of the leaves that the reference names, from 0.
    part          INTEGER NOT NULL CHECK (part >= 0),
    unit          $Ordered$ NOT NULL REFERENCES archive_units (unit),
    -- The leaf or range of leaves, the same however it is written; empty where none is named. Its order in the file: no leaf first.
    leaf          TEXT NOT NULL,
    leaf_order    $Ordered$ NOT NULL,
    -- How the note writes the unit; null for a back reference.
    written       TEXT CHECK (length(written) > 0),
    former_name   TEXT CHECK (length(former_name) > 0),
    -- For a back reference, label of the note from which the unit is known.
    from_label    TEXT,
    PRIMARY KEY (article_id, note, reference, part),
    FOREIGN KEY (article_id, note) REFERENCES notes (article_id, ordinal) ON DELETE CASCADE
);

CREATE INDEX archive_mentions_of_unit ON archive_mentions (unit, leaf_order, article_id, note, reference, part);

-- By which rules the mentions were made; null where they are still to be made.
ALTER TABLE apparatus ADD COLUMN archives_read TEXT;
