-- SPDX-License-Identifier: EUPL-1.2
-- To whom was told what is known about a client (art. 15 AVG), by whom and when.
CREATE TABLE inzage(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    given_by INTEGER NOT NULL REFERENCES user(id),
    day INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    UNIQUE(client, given_by, day)
) STRICT;
CREATE TRIGGER inzage_is_never_updated BEFORE UPDATE ON inzage
BEGIN SELECT RAISE(ABORT, 'inzage is never updated'); END;
