-- What was learned of a night of what signals weigh in recommendations, how good it is, and how far the lists reach. No number of a single pair or article; a year at most.
CREATE TABLE recommendation_nights (
    -- UTC, 20261127.
    night         INTEGER NOT NULL PRIMARY KEY,
    -- When it was done, and in how many milliseconds.
    at            BIGINT NOT NULL,
    took          BIGINT NOT NULL,
    -- 1 too few read, 2 no gain, 3 learned, 4 the site adds noise and does not learn.
    outcome       SMALLINT NOT NULL CHECK (outcome IN (1, 2, 3, 4)),
    questions     INTEGER NOT NULL,
    -- Weights by name: in force from then on, and as they were learned; null where nothing was.
    in_force      TEXT NOT NULL,
    learned       TEXT,
    -- A line each: name, and numbers with their intervals.
    measures      TEXT NOT NULL,
    -- Articles; those with a list, with each of the two, with a reason; those that stand in a list; places of all lists, and of the article that has most.
    articles      INTEGER NOT NULL,
    listed        INTEGER NOT NULL,
    also_read     INTEGER NOT NULL,
    recommended   INTEGER NOT NULL,
    reasoned      INTEGER NOT NULL,
    standing      INTEGER NOT NULL,
    places        INTEGER NOT NULL,
    most_places   INTEGER NOT NULL,
    -- Articles of which a model of texts has made a vector.
    vectors       INTEGER NOT NULL
);
