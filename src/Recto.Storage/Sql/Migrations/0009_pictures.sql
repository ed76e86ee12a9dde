-- Pictures of articles: what the document calls them, how large they are, and their smaller sizes.

-- JSON list of the names by which the document calls the file; null where nobody has said it (files from before this step, and what is no picture).
ALTER TABLE article_files ADD COLUMN called TEXT;
-- In pixels as seen, turned as the file says.
ALTER TABLE article_files ADD COLUMN width INTEGER CHECK (width > 0);
ALTER TABLE article_files ADD COLUMN height INTEGER CHECK (height > 0);
-- The hash of the picture that this one is a smaller size of, or was turned from.
ALTER TABLE article_files ADD COLUMN made_from TEXT CHECK (length(made_from) = 64);
-- By which rule its sizes were made, so that the same picture is not opened again; null where that was never tried.
ALTER TABLE article_files ADD COLUMN made_by TEXT;

CREATE INDEX article_files_made_from ON article_files (made_from) WHERE made_from IS NOT NULL;
