-- The journal site: articles that are published and wait for their issue, newest first.
CREATE INDEX articles_waiting ON articles (journal_id, recency_key DESC, id DESC) WHERE is_draft = 0 AND issue_id IS NULL;

-- The contents of a draft issue, as its editors look at it.
CREATE INDEX articles_of_any_issue ON articles (issue_id, issue_order, id);
