-- The desk of a journal: old addresses by journal, sections that are one, contents with drafts.

-- Whether what lies below the address leads on too, as with a journal that has another key now.
ALTER TABLE moved_addresses ADD COLUMN with_below INTEGER NOT NULL DEFAULT 0 CHECK (with_below IN (0, 1));
-- Whose editors may change it; null for one of the site.
ALTER TABLE moved_addresses ADD COLUMN journal_id $Key$ REFERENCES journals (id) ON DELETE CASCADE;
-- Whether an editor wrote it, and not a change of key.
ALTER TABLE moved_addresses ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
CREATE INDEX moved_addresses_of_journal ON moved_addresses (journal_id, address);
-- What leads to an address, when that one moves.
CREATE INDEX moved_addresses_target ON moved_addresses (target);

-- Articles with this heading stand in that section. The heading itself stays as the author's file has it.
ALTER TABLE journal_sections ADD COLUMN merged_into $Ordered$;
ALTER TABLE journal_sections ADD COLUMN edit_version INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0);

-- The desk sees the drafts of an issue too.
CREATE INDEX articles_in_issue ON articles (issue_id, issue_order, id);
