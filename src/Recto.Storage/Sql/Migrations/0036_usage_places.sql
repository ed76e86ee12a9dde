-- Usage: from which countries and through which sites readers came, in sums by month. Nothing here is of one reader: what one did is added to a sum as it is written, and stands nowhere else.

-- Where the operator has brought a table of addresses. ZZ, which ISO 3166-1 gives to nobody, is an address that the table does not know.
CREATE TABLE usage_countries (
    -- 202611
    month           INTEGER NOT NULL,
    journal_id      $Key$ NOT NULL,
    country         TEXT NOT NULL CHECK (length(country) = 2),
    investigations  BIGINT NOT NULL,
    requests        BIGINT NOT NULL,
    PRIMARY KEY (month, journal_id, country)
);

-- The host alone; empty for hosts that are not named: too many of them, or too few readers (folded when the month is over).
CREATE TABLE usage_referrers (
    month       INTEGER NOT NULL,
    journal_id  $Key$ NOT NULL,
    host        TEXT NOT NULL CHECK (length(host) <= 100),
    article_id  $Key$ NOT NULL,
    visits      BIGINT NOT NULL,
    PRIMARY KEY (month, journal_id, host, article_id)
);

CREATE INDEX usage_referrers_of_article ON usage_referrers (article_id, month);
