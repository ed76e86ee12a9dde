-- What search knows of each article. Whether it may be seen, its journal, date and access are asked of articles and journals at each search, never copied.
CREATE TABLE search_texts (
    -- The row of the full-text index.
    id            INTEGER NOT NULL PRIMARY KEY,
    article_id    $Key$ NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    -- Another version of the article or of the analysis: to be read anew.
    version       INTEGER NOT NULL,
    analysis      TEXT NOT NULL,
    -- Ids of the archives cited and contributors as key and name, for narrowing: short, and before what is long.
    archives      TEXT NOT NULL,
    people        TEXT NOT NULL,
    -- As printed, one paragraph a line, for showing what was found.
    abstract      TEXT NOT NULL,
    sources       TEXT NOT NULL,
    body          TEXT NOT NULL
);

-- Our own analysis, words parted by blanks: so the tokenizer has nothing to decide. The text itself is not kept twice.
CREATE VIRTUAL TABLE search_index USING fts5 (title, authors, abstract, body, notes, sources, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '3');

CREATE TRIGGER search_texts_gone AFTER DELETE ON search_texts BEGIN DELETE FROM search_index WHERE rowid = old.id; END;

-- Every word of the index, and the keys under which its spellings meet.
CREATE TABLE search_words (
    word_key      TEXT NOT NULL,
    form          TEXT NOT NULL,
    PRIMARY KEY (word_key, form)
) WITHOUT ROWID;

CREATE INDEX search_words_form ON search_words (form);

-- So that narrowing and access ask the index and not the rows, which are long.
CREATE INDEX articles_searched ON articles (id, is_draft, version, journal_id, recency_key, published, language, has_open_licence, reading);
