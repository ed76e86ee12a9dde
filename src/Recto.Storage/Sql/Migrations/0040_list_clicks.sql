-- Recommendations: how often the lines of lists were shown, and how often a reader followed one. Numbers are those of ShownLists and ListLine in Recto.Journals/Usage.

-- What the lists beside a page held when it was shown: reasons by place, and not which articles.
ALTER TABLE usage_events ADD COLUMN lists BIGINT;
-- The line by which a reader came: which list, how long, which place, why; and not from which article.
ALTER TABLE usage_events ADD COLUMN came_by SMALLINT;

-- Sums of a day, written when it is counted, in place of those that were counted of it before.
CREATE TABLE list_clicks (
    -- UTC, 20261127.
    day       INTEGER NOT NULL CHECK (day BETWEEN 20000101 AND 99991231),
    -- A line: 1 what people also read, 2 what is recommended; how many lines its list had; its place; its first reason; whether the order was that of chance.
    line      SMALLINT NOT NULL,
    views     BIGINT NOT NULL,
    clicks    BIGINT NOT NULL,
    PRIMARY KEY (day, line)
);
