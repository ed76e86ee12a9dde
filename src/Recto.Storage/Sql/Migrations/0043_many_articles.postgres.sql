-- What a site of a million articles wants. Nothing is taken away.

-- Drafts are few: jobs ask for them every few seconds.
CREATE INDEX articles_drafts ON articles (id) WHERE is_draft = 1;

-- Whatever a word finds is looked up in this table to see whether it still stands: the words themselves, which are read of a hundred at most, are kept beside it. Rows that are there already follow when they are written again.
ALTER TABLE search_index SET (toast_tuple_target = 128);
