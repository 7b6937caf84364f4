-- SPDX-License-Identifier: EUPL-1.2
-- A list of clients whose term is over: proposed by one person, confirmed by another, and then destroyed client by
-- client (destroy_list). `confirmed_fact` is the fact after the last of them.
CREATE TABLE retention_list(
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
-- `began` is the day that started the term, `over` the first day after it.
CREATE TABLE retention_client(
    list INTEGER NOT NULL REFERENCES retention_list(id),
    client INTEGER NOT NULL,
    began INTEGER NOT NULL,
    over INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY(list, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX retention_client_of ON retention_client(client);
CREATE TRIGGER retention_client_is_never_updated BEFORE UPDATE ON retention_client
BEGIN SELECT RAISE(ABORT, 'retention_client is never updated'); END;
