-- Hits of a search are told who may read them from the index alone.
DROP INDEX articles_searched;
CREATE INDEX articles_searched ON articles (id) INCLUDE (is_draft, version, journal_id, recency_key, published, language, has_open_licence, opens_at, shown_from, shown_until, issue_id);
