-- Sitemaps, holdings and lists for preservation read every published article of a year, and nothing of it but this: they never touch the rows, which are long. is_draft is there because SQLite would look it up else.
CREATE INDEX articles_harvested ON articles (journal_id, recency_key DESC, id DESC, record_at, slug, has_open_licence, reading, issue_id, is_draft) WHERE is_draft = 0;

-- What is taken away changes its year's list too.
CREATE INDEX articles_withdrawn ON articles (journal_id, recency_key, record_at, withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- Articles of which only the record is here.
CREATE INDEX article_fragments_without_text ON article_fragments (article_id) WHERE length(body_html) = 0;
