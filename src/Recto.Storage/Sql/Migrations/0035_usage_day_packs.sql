-- The counts of a day, packed, in place of a row each: they are read again only as a whole, to be taken back when the day is counted once more. What was counted before stays in its month; such a day cannot be counted again.
CREATE TABLE usage_day_packs (
    day     INTEGER NOT NULL PRIMARY KEY,
    counts  $Bytes$ NOT NULL
);

DROP TABLE usage_day_counts;
