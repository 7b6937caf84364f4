-- SPDX-License-Identifier: EUPL-1.2
-- Who comes in and how: second factors, wrong tries, relations of users to clients, the yearly review of
-- rights, machines, and people as a login server knows them.

-- The secret of an authenticator app, encrypted. It counts once a first code confirmed it, until it is
-- withdrawn (replaced).
CREATE TABLE second_factor(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    secret BLOB NOT NULL,
    fact INTEGER NOT NULL,
    confirmed_fact INTEGER,
    replaced INTEGER
) STRICT;
CREATE INDEX second_factor_user ON second_factor(user);

-- What is kept of logging in itself, which is no fact: no part of any day's state.
CREATE TABLE login_state(
    user INTEGER PRIMARY KEY REFERENCES user(id),
    last_login INTEGER,             -- unix seconds
    totp_step INTEGER NOT NULL DEFAULT 0  -- the last step of a code that was used: it and all before it are used
) STRICT;

-- The days on which a user did something that is a fact, with the first of them.
CREATE TABLE user_day(
    user INTEGER NOT NULL REFERENCES user(id),
    day INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY(user, day)
) STRICT, WITHOUT ROWID;

-- Wrong tries by blind index of the name that was tried, so that a lock outlives a restart.
CREATE TABLE login_failure(
    name INTEGER PRIMARY KEY,
    failures INTEGER NOT NULL,
    last INTEGER NOT NULL           -- unix seconds
) STRICT;
CREATE INDEX login_failure_last ON login_failure(last);

-- Clients whom a user has a relation to (the own file, family): the user does nothing for their household.
CREATE TABLE user_relation(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    client INTEGER NOT NULL REFERENCES client(id),
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX user_relation_user ON user_relation(user, client);

-- The list of rights as somebody looked it through.
CREATE TABLE rights_review(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    day INTEGER NOT NULL,
    users INTEGER NOT NULL,
    list_sha256 BLOB NOT NULL CHECK(length(list_sha256) = 32),
    fact INTEGER NOT NULL
) STRICT;

-- Users that are no people: known by a certificate or by a key that they sign tokens with.
CREATE TABLE machine_client(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    certificate TEXT,               -- SHA-256 in hex
    kid TEXT,
    public_key TEXT,                -- PEM
    fact INTEGER NOT NULL,
    replaced INTEGER,
    CHECK((certificate IS NULL) = (kid IS NOT NULL)),
    CHECK((kid IS NULL) = (public_key IS NULL))
) STRICT;
CREATE INDEX machine_client_user ON machine_client(user);
CREATE INDEX machine_client_certificate ON machine_client(certificate);

-- Tokens of machines that were used, until they would have expired.
CREATE TABLE machine_token(
    user INTEGER NOT NULL REFERENCES user(id),
    token BLOB NOT NULL CHECK(length(token) = 32),  -- SHA-256 of its id
    keep_until INTEGER NOT NULL,    -- unix seconds
    PRIMARY KEY(user, token)
) STRICT, WITHOUT ROWID;
CREATE INDEX machine_token_keep ON machine_token(keep_until);

-- What a login server calls a user, for ever.
CREATE TABLE user_subject(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX user_subject_subject ON user_subject(issuer, subject);
