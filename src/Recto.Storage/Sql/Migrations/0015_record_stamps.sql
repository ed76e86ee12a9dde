-- When what is told of an article to others (harvesters, feeds, sitemaps, registries) was last changed: its record, its place, what its journal and its issue are called, whether it is public.
ALTER TABLE articles ADD COLUMN record_at BIGINT NOT NULL DEFAULT 0;
UPDATE articles SET record_at = updated_at;

-- Everything that was ever public, in the order in which it changed; what is a draft again is told as deleted.
CREATE INDEX articles_told ON articles (record_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX articles_told_of_journal ON articles (journal_id, record_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX articles_told_of_section ON articles (journal_id, section_key, record_at, id) WHERE published_at IS NOT NULL;
