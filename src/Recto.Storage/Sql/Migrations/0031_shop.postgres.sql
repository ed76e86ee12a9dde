-- The shop: who sells what at which price, carts, orders, what the payment house told, mails that are due.

-- Legal entities that sell.
CREATE TABLE sellers (
    id            $Key$ NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL CHECK (length(name) > 0),
    -- JSON of the whole seller: address, country, VAT id, bank, what stands before numbers.
    details       TEXT NOT NULL,
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL
);

-- Which journal sells, for whom.
CREATE TABLE journal_shops (
    journal_id    $Key$ NOT NULL PRIMARY KEY REFERENCES journals (id) ON DELETE CASCADE,
    seller_id     $Key$ NOT NULL REFERENCES sellers (id),
    is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    -- For how many days an article is credited on its issue; 0 for never.
    upgrade_days  INTEGER NOT NULL DEFAULT 0 CHECK (upgrade_days BETWEEN 0 AND 366),
    -- The currency that readers see first.
    currency      TEXT NOT NULL CHECK (length(currency) = 3),
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    updated_at    BIGINT NOT NULL
);

CREATE INDEX journal_shops_of_seller ON journal_shops (seller_id);

CREATE TABLE products (
    id            $Key$ NOT NULL PRIMARY KEY,
    journal_id    $Key$ NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('article', 'issue', 'journalYear', 'journal')),
    -- The one thing that it is for; null for every one of the journal.
    article_id    $Key$ REFERENCES articles (id) ON DELETE CASCADE,
    issue_id      $Key$ REFERENCES issues (id) ON DELETE CASCADE,
    year          INTEGER CHECK (year BETWEEN 1 AND 9999),
    -- 48h, 30d, 6m, 1y from the payment.
    period        TEXT NOT NULL CHECK (length(period) BETWEEN 2 AND 6),
    may_download  INTEGER NOT NULL CHECK (may_download IN (0, 1)),
    may_print     INTEGER NOT NULL CHECK (may_print IN (0, 1)),
    tax_class     TEXT NOT NULL CHECK (length(tax_class) BETWEEN 1 AND 40),
    sold_from     BIGINT,
    sold_until    BIGINT CHECK (sold_until >= sold_from),
    is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    CHECK (article_id IS NULL OR kind = 'article'),
    CHECK (issue_id IS NULL OR kind = 'issue'),
    CHECK (year IS NULL OR kind = 'journalYear')
);

CREATE INDEX products_of_journal ON products (journal_id, kind, id);

CREATE TABLE product_prices (
    product_id    $Key$ NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    currency      TEXT NOT NULL CHECK (length(currency) = 3),
    -- Minor units.
    amount        BIGINT NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (product_id, currency)
);

CREATE TABLE coupons (
    id            $Key$ NOT NULL PRIMARY KEY,
    code          $Ordered$ NOT NULL UNIQUE CHECK (length(code) BETWEEN 3 AND 40),
    percent       INTEGER CHECK (percent BETWEEN 1 AND 100),
    currency      TEXT CHECK (length(currency) = 3),
    amount        BIGINT CHECK (amount > 0),
    journal_id    $Key$ REFERENCES journals (id) ON DELETE CASCADE,
    product_id    $Key$ REFERENCES products (id) ON DELETE CASCADE,
    holds_from    BIGINT,
    holds_until   BIGINT,
    most_uses     INTEGER CHECK (most_uses > 0),
    is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    edit_version  INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    CHECK ((percent IS NULL) <> (amount IS NULL)),
    CHECK ((currency IS NULL) = (amount IS NULL))
);

-- Rates of tax. A rate that changes is a new row from its day on.
CREATE TABLE tax_rates (
    country       TEXT NOT NULL CHECK (length(country) = 2),
    class         TEXT NOT NULL CHECK (length(class) BETWEEN 1 AND 40),
    -- Days since 0001-01-01.
    from_day      INTEGER NOT NULL,
    -- Thousandths of a percent.
    rate          INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 100000),
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    PRIMARY KEY (country, class, from_day)
);

-- Carts. A guest's is known by the hash of a key that a cookie carries, a member's by the account.
CREATE TABLE carts (
    id            $Key$ NOT NULL PRIMARY KEY,
    key_hash      $Ordered$ UNIQUE CHECK (length(key_hash) = 64),
    account_id    $Key$ UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    currency      TEXT CHECK (length(currency) = 3),
    coupon_code   TEXT,
    updated_at    BIGINT NOT NULL,
    CHECK ((key_hash IS NULL) <> (account_id IS NULL))
);

CREATE INDEX carts_by_age ON carts (updated_at);

CREATE TABLE cart_lines (
    cart_id       $Key$ NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
    -- The thing as one word: article:…, issue:…, year:…:2025, journal:…
    thing         $Ordered$ NOT NULL CHECK (length(thing) > 0),
    product_id    $Key$ NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    added_at      BIGINT NOT NULL,
    PRIMARY KEY (cart_id, thing)
);

CREATE TABLE orders (
    id              $Key$ NOT NULL PRIMARY KEY,
    reference       $Ordered$ NOT NULL UNIQUE CHECK (length(reference) > 0),
    -- SHA-256 of the key of its pages, lower-case hex.
    key_hash        $Ordered$ NOT NULL UNIQUE CHECK (length(key_hash) = 64),
    seller_id       $Key$ NOT NULL REFERENCES sellers (id),
    account_id      $Key$ REFERENCES accounts (id) ON DELETE SET NULL,
    -- The buyer's address folded for comparing.
    email_key       $Ordered$ NOT NULL CHECK (length(email_key) > 0),
    -- JSON as they were at the checkout.
    seller          TEXT NOT NULL,
    buyer           TEXT NOT NULL,
    -- JSON of what tells where the buyer is.
    evidence        TEXT NOT NULL,
    currency        TEXT NOT NULL CHECK (length(currency) = 3),
    -- Minor units.
    net             BIGINT NOT NULL CHECK (net >= 0),
    tax             BIGINT NOT NULL CHECK (tax >= 0),
    refunded        BIGINT NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND net + tax),
    coupon_id       $Key$ REFERENCES coupons (id) ON DELETE SET NULL,
    coupon_code     TEXT,
    state           TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'paid', 'partlyRefunded', 'refunded', 'failed', 'expired', 'cancelled', 'disputed')),
    gateway         $Ordered$ NOT NULL CHECK (length(gateway) > 0),
    -- The attempt to pay, counted: the payment house makes one session for each, however often it is asked.
    attempt         INTEGER NOT NULL DEFAULT 1 CHECK (attempt > 0),
    session_id      $Ordered$,
    pay_address     TEXT,
    payment_ref     $Ordered$,
    problem         TEXT,
    consent_at      BIGINT,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT,
    paid_at         BIGINT,
    -- When the payment house is asked about it next; null where nothing is to ask.
    ask_at          BIGINT,
    asks            INTEGER NOT NULL DEFAULT 0,
    updated_at      BIGINT NOT NULL,
    UNIQUE (gateway, session_id)
);

CREATE INDEX orders_listed ON orders (created_at DESC, id DESC);
CREATE INDEX orders_listed_by_state ON orders (state, created_at DESC, id DESC);
CREATE INDEX orders_of_email ON orders (email_key, created_at DESC, id DESC);
CREATE INDEX orders_of_account ON orders (account_id, created_at DESC, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX orders_paid ON orders (paid_at, id) WHERE paid_at IS NOT NULL;
CREATE INDEX orders_to_ask ON orders (ask_at, id) WHERE ask_at IS NOT NULL;
CREATE INDEX orders_by_payment ON orders (gateway, payment_ref) WHERE payment_ref IS NOT NULL;
CREATE INDEX orders_of_coupon ON orders (coupon_id) WHERE coupon_id IS NOT NULL;

-- What was bought, as it was. Articles and issues may go; what somebody paid for stays written.
CREATE TABLE order_lines (
    order_id      $Key$ NOT NULL REFERENCES orders (id),
    line          INTEGER NOT NULL CHECK (line > 0),
    product_id    $Key$ NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('article', 'issue', 'journalYear', 'journal')),
    journal_id    $Key$ NOT NULL,
    article_id    $Key$,
    issue_id      $Key$,
    year          INTEGER,
    -- JSON: title, authors, DOI, where it is read.
    words         TEXT NOT NULL,
    period        TEXT NOT NULL,
    may_download  INTEGER NOT NULL CHECK (may_download IN (0, 1)),
    may_print     INTEGER NOT NULL CHECK (may_print IN (0, 1)),
    -- Minor units of the order's currency.
    price         BIGINT NOT NULL CHECK (price >= 0),
    discount      BIGINT NOT NULL CHECK (discount >= 0),
    credit        BIGINT NOT NULL CHECK (credit >= 0),
    net           BIGINT NOT NULL CHECK (net >= 0),
    tax           BIGINT NOT NULL CHECK (tax >= 0),
    treatment     TEXT NOT NULL CHECK (treatment IN ('taxed', 'reverseCharge', 'untaxed')),
    -- JSON of the rate; null where the seller took no tax.
    rate          TEXT,
    refunded_at   BIGINT,
    PRIMARY KEY (order_id, line)
);

CREATE INDEX order_lines_of_journal ON order_lines (journal_id, order_id);

-- Lines that are credited on an issue. While the order that credits them may be paid or is, no other credits them.
CREATE TABLE order_credits (
    order_id      $Key$ NOT NULL REFERENCES orders (id),
    line          INTEGER NOT NULL,
    credited_order_id $Key$ NOT NULL,
    credited_line INTEGER NOT NULL,
    PRIMARY KEY (order_id, credited_order_id, credited_line),
    FOREIGN KEY (credited_order_id, credited_line) REFERENCES order_lines (order_id, line)
);

CREATE INDEX order_credits_of ON order_credits (credited_order_id, credited_line);

-- What payment houses told, each once. No more than is needed to ask them: what is true, they say when they are asked.
CREATE TABLE payment_events (
    gateway       $Ordered$ NOT NULL,
    event_id      $Ordered$ NOT NULL CHECK (length(event_id) BETWEEN 1 AND 255),
    kind          TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
    -- The thing that it is about: a session, a payment, a dispute.
    object_id     $Ordered$ NOT NULL CHECK (length(object_id) BETWEEN 1 AND 255),
    received_at   BIGINT NOT NULL,
    -- When it is worked on; null once it is done.
    due_at        BIGINT,
    tries         INTEGER NOT NULL DEFAULT 0,
    done_at       BIGINT,
    problem       TEXT,
    PRIMARY KEY (gateway, event_id)
);

CREATE INDEX payment_events_due ON payment_events (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payment_events_old ON payment_events (received_at);
CREATE INDEX payment_events_about ON payment_events (gateway, object_id, received_at);

-- Money that goes back. At most one of an order is on its way.
CREATE TABLE refunds (
    id            $Key$ NOT NULL PRIMARY KEY,
    order_id      $Key$ NOT NULL REFERENCES orders (id),
    -- Minor units of the order's currency.
    amount        BIGINT NOT NULL CHECK (amount > 0),
    -- The lines whose right goes with it, parted by commas; empty for none.
    lines         TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'done', 'failed')),
    reason        TEXT,
    -- What the payment house, or the desk, calls it.
    refund_ref    $Ordered$,
    person_id     $Key$,
    problem       TEXT,
    tries         INTEGER NOT NULL DEFAULT 0,
    due_at        BIGINT,
    created_at    BIGINT NOT NULL,
    done_at       BIGINT
);

CREATE UNIQUE INDEX refunds_under_way ON refunds (order_id) WHERE state = 'asked';
CREATE UNIQUE INDEX refunds_by_reference ON refunds (order_id, refund_ref) WHERE refund_ref IS NOT NULL;
CREATE INDEX refunds_due ON refunds (due_at) WHERE due_at IS NOT NULL;

-- The last number of each series. A number is taken in the transaction that writes its document, so that none is lost.
CREATE TABLE receipt_series (
    seller_id     $Key$ NOT NULL REFERENCES sellers (id),
    kind          TEXT NOT NULL CHECK (kind IN ('receipt', 'creditNote')),
    year          INTEGER NOT NULL,
    last_number   INTEGER NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (seller_id, kind, year)
);

-- Browsers that may use an order's rights, and links that lead to it. Only hashes are kept.
CREATE TABLE order_devices (
    order_id      $Key$ NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    device_hash   $Ordered$ NOT NULL CHECK (length(device_hash) = 64),
    -- Whether the link that was mailed to the buyer's address led here: then whatever that address has bought is open here.
    is_mailed     INTEGER NOT NULL CHECK (is_mailed IN (0, 1)),
    opened_at     BIGINT NOT NULL,
    PRIMARY KEY (order_id, device_hash)
);

CREATE TABLE order_links (
    link_hash     $Ordered$ NOT NULL PRIMARY KEY CHECK (length(link_hash) = 64),
    order_id      $Key$ NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    created_at    BIGINT NOT NULL
);

CREATE INDEX order_links_of ON order_links (order_id);

-- Mails that are due. Each kind of mail on each occasion once.
CREATE TABLE order_mails (
    order_id      $Key$ NOT NULL REFERENCES orders (id),
    -- receipt, invoice, refund:{id}, failed, ending:{line}
    occasion      $Ordered$ NOT NULL CHECK (length(occasion) > 0),
    due_at        BIGINT,
    tries         INTEGER NOT NULL DEFAULT 0,
    sent_at       BIGINT,
    problem       TEXT,
    PRIMARY KEY (order_id, occasion)
);

CREATE INDEX order_mails_due ON order_mails (due_at) WHERE due_at IS NOT NULL;

-- Receipts and credit notes. Nothing in them is ever changed or deleted; the database itself refuses.
CREATE TABLE receipts (
    id            $Key$ NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('receipt', 'creditNote')),
    seller_id     $Key$ NOT NULL,
    year          INTEGER NOT NULL,
    number        INTEGER NOT NULL CHECK (number > 0),
    -- As it is printed.
    number_text   $Ordered$ NOT NULL,
    order_id      $Key$ NOT NULL REFERENCES orders (id),
    -- Of a credit note, the refund; null on a receipt.
    refund_id     $Key$ UNIQUE,
    at            BIGINT NOT NULL,
    currency      TEXT NOT NULL CHECK (length(currency) = 3),
    -- Minor units; of a credit note too they are positive.
    net           BIGINT NOT NULL CHECK (net >= 0),
    tax           BIGINT NOT NULL CHECK (tax >= 0),
    -- JSON of the whole document.
    document      TEXT NOT NULL,
    UNIQUE (seller_id, kind, year, number),
    CHECK ((kind = 'creditNote') = (refund_id IS NOT NULL))
);

CREATE UNIQUE INDEX receipts_of_order ON receipts (order_id) WHERE kind = 'receipt';
CREATE INDEX credit_notes_of_order ON receipts (order_id, at);
CREATE INDEX receipts_listed ON receipts (at DESC, id DESC);
CREATE INDEX receipts_by_number ON receipts (number_text);

CREATE FUNCTION refuse_change_of_receipts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'A receipt is never changed.'; END $$;
CREATE TRIGGER receipts_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_receipts();
