-- SPDX-License-Identifier: EUPL-1.2
-- The encryption key that is used from a fact on: `number` is that of its file (bsn-N.key), `previous` of the one
-- before it. `mark` says which key it is and nothing of it. A directory without a row has key 1 in use.
CREATE TABLE key_rotation(
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK(number BETWEEN 2 AND 255),
    previous INTEGER NOT NULL,
    mark BLOB NOT NULL CHECK(length(mark) = 32),
    begun_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    ended_fact INTEGER,                 -- no value is left under an older key
    CHECK(previous < number)
) STRICT;
-- What a value that the chain commits to was and is, before and after it was encrypted anew: the commitment of a
-- personal row, the hash of the leaf of a second factor. Facts of before hold the one, facts of after the other.
CREATE TABLE reencrypted(
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK(subject IN ('personal', 'second_factor')),
    row INTEGER NOT NULL,
    before BLOB NOT NULL CHECK(length(before) = 32),
    after BLOB NOT NULL CHECK(length(after) = 32),
    rotation INTEGER NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX reencrypted_of ON reencrypted(subject, row, id);
CREATE TRIGGER reencrypted_is_never_updated BEFORE UPDATE ON reencrypted
BEGIN SELECT RAISE(ABORT, 'reencrypted is never updated'); END;
CREATE TRIGGER reencrypted_is_never_deleted BEFORE DELETE ON reencrypted
BEGIN SELECT RAISE(ABORT, 'reencrypted is never deleted'); END;
-- Answers say the number of their key as everything encrypted does: one byte before the nonce.
UPDATE idempotency SET answer = CAST(x'01' || answer AS BLOB);
UPDATE task SET answer = CAST(x'01' || answer AS BLOB) WHERE answer IS NOT NULL AND length(answer) > 0;
