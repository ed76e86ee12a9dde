-- Printed references of which the site's own index of works knew nothing, with the index's version at that time: when it has grown they are matched again.
CREATE TABLE reference_misses (
    string_key    TEXT NOT NULL PRIMARY KEY CHECK (length(string_key) = 64),
    index_version BIGINT NOT NULL
);
