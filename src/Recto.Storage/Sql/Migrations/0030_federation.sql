-- Federation: signing in through an institution, and by providers of OpenID Connect.

-- By what an identity provider an institution is known: the provider, and the scope for which it speaks. One pair is one institution.
CREATE TABLE institution_identities (
    id             $Key$ NOT NULL PRIMARY KEY,
    institution_id $Key$ NOT NULL REFERENCES institutions (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL CHECK (kind IN ('saml', 'oidc')),
    -- entityID of SAML, issuer of OpenID Connect.
    issuer         $Ordered$ NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1024),
    -- What stands behind the @ of eduPersonScopedAffiliation, lower case.
    scope          $Ordered$ NOT NULL CHECK (length(scope) BETWEEN 1 AND 255),
    -- Affiliations that read by contract beside the usual ones: alum affiliate. Null for none.
    also_admits    TEXT CHECK (length(also_admits) > 0),
    -- Other names under which readers look for it, one a line; null for none.
    names          TEXT CHECK (length(names) > 0),
    created_at     BIGINT NOT NULL,
    UNIQUE (kind, issuer, scope)
);

CREATE INDEX institution_identities_of ON institution_identities (institution_id, created_at, id);

-- Providers of OpenID Connect: of institutions, and of persons (ORCID).
CREATE TABLE identity_providers (
    id                $Key$ NOT NULL PRIMARY KEY,
    -- Its part of addresses, and of the address that the provider sends back to: it never changes.
    key               $Ordered$ NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 40),
    kind              TEXT NOT NULL CHECK (kind IN ('institution', 'person')),
    name              TEXT NOT NULL CHECK (length(name) > 0),
    issuer            $Ordered$ NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1024),
    client_id         TEXT NOT NULL CHECK (length(client_id) > 0),
    -- Encrypted with the site's keys; null for a client without one.
    client_secret     TEXT CHECK (length(client_secret) > 0),
    -- Parted by blanks, openid among them.
    scopes            TEXT NOT NULL CHECK (length(scopes) > 0),
    affiliation_claim TEXT NOT NULL CHECK (length(affiliation_claim) > 0),
    entitlement_claim TEXT NOT NULL CHECK (length(entitlement_claim) > 0),
    is_on             INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
    edit_version      INTEGER NOT NULL DEFAULT 1 CHECK (edit_version > 0),
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL
);

-- By what a provider of persons an account is known. Whoever shows it signs in to that account.
CREATE TABLE account_identities (
    id         $Key$ NOT NULL PRIMARY KEY,
    account_id $Key$ NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    issuer     $Ordered$ NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1024),
    -- The provider's name for the person, never used again for another: 0000-0002-1825-0097.
    subject    $Ordered$ NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    created_at BIGINT NOT NULL,
    UNIQUE (issuer, subject)
);

CREATE INDEX account_identities_of ON account_identities (account_id, created_at, id);
