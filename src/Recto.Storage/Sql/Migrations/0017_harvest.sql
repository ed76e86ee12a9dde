-- Harvesters: when the full text that they are given was last changed, and what only this site knows.

-- When the JATS of the article was last another one; 0 where there never was any.
ALTER TABLE articles ADD COLUMN full_text_at BIGINT NOT NULL DEFAULT 0;
UPDATE articles SET full_text_at = COALESCE((SELECT m.made_at FROM made_files m WHERE m.article_id = articles.id AND m.kind = 'jats'), 0);

-- What is asked of whom may read stands in the index, so that a list of open articles is read from it alone.
DROP INDEX articles_told;
CREATE INDEX articles_told ON articles (record_at, id, has_open_licence, reading, journal_id) WHERE published_at IS NOT NULL;

-- The same for the full text, which changes with the record or by itself.
CREATE INDEX articles_told_whole ON articles ((CASE WHEN full_text_at > record_at THEN full_text_at ELSE record_at END), id, has_open_licence, reading, journal_id) WHERE published_at IS NOT NULL;
CREATE INDEX articles_told_whole_of_journal ON articles (journal_id, (CASE WHEN full_text_at > record_at THEN full_text_at ELSE record_at END), id) WHERE published_at IS NOT NULL;
CREATE INDEX articles_told_whole_of_section ON articles (journal_id, section_key, (CASE WHEN full_text_at > record_at THEN full_text_at ELSE record_at END), id) WHERE published_at IS NOT NULL;

-- Keys by which the site knows its own signatures again, the same in all its processes.
CREATE TABLE site_secrets (
    name          TEXT NOT NULL PRIMARY KEY,
    secret        $Bytes$ NOT NULL,
    created_at    BIGINT NOT NULL
);
