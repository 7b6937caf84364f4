-- SPDX-License-Identifier: EUPL-1.2
-- A directory that was put back from a backup is older than the bank, until two people lift that.
-- `generation` is what references begin with from then on, from file `first_file` on. What a later copy of
-- the directory did after fact `backup_facts` is not known here.
CREATE TABLE restoration(
    id INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    day INTEGER NOT NULL,
    generation TEXT NOT NULL UNIQUE CHECK(length(generation) = 4),
    first_file INTEGER NOT NULL,
    backup_facts INTEGER NOT NULL,
    backup_head BLOB NOT NULL CHECK(length(backup_head) = 32),
    backup_day INTEGER NOT NULL,
    restored_by INTEGER NOT NULL REFERENCES user(id)
) STRICT;
CREATE TABLE restore_lift(
    id INTEGER PRIMARY KEY,
    restoration INTEGER NOT NULL UNIQUE REFERENCES restoration(id),
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
-- A debit with the reference of an attempt that a later copy made of an instruction of ours: that is paid,
-- whatever else is known of it.
CREATE TABLE lost_attempt(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    PRIMARY KEY(statement, entry, detail)
) STRICT, WITHOUT ROWID;
CREATE INDEX lost_attempt_of ON lost_attempt(instruction);
