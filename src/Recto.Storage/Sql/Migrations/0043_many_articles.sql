-- What a site of a million articles wants. Nothing is taken away.

-- Drafts are few: jobs ask for them every few seconds.
CREATE INDEX articles_drafts ON articles (id) WHERE is_draft = 1;
