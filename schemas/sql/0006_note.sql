-- SPDX-License-Identifier: EUPL-1.2
-- Notes about a client. The text is a personal row, encrypted with the key of its compartment (health data has one of
-- its own); the chain commits to the ciphertext. A note that is replaced stays: `replaces` is the one before it.
CREATE TABLE note(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    health INTEGER NOT NULL CHECK(health IN (0, 1)),
    text INTEGER NOT NULL,
    replaces INTEGER UNIQUE REFERENCES note(id),
    written_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX note_of ON note(client, health);
CREATE TRIGGER note_is_never_updated BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'note is never updated'); END;
