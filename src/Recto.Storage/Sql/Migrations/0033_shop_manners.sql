-- What a journal's shop does beside selling: a stamp on bought PDFs, a mail before a right ends; and orders of persons who were erased.
ALTER TABLE journal_shops ADD COLUMN stamp TEXT NOT NULL DEFAULT 'none' CHECK (stamp IN ('none', 'order', 'name'));
-- How many days before the end of a bought right its buyer is told; 0 for never.
ALTER TABLE journal_shops ADD COLUMN notice_days INTEGER NOT NULL DEFAULT 0 CHECK (notice_days BETWEEN 0 AND 30);

-- When its buyer was taken out of it; the order stays, as books have to be kept.
ALTER TABLE orders ADD COLUMN erased_at BIGINT;

CREATE INDEX rights_bought_by_end ON rights (ends_at) WHERE order_id IS NOT NULL;
CREATE INDEX order_lines_of_article ON order_lines (article_id, order_id) WHERE article_id IS NOT NULL;

-- The right that a line extends: its own begins where that one ends.
ALTER TABLE order_lines ADD COLUMN extends_id $Key$;

CREATE INDEX order_lines_extending ON order_lines (extends_id) WHERE extends_id IS NOT NULL;
