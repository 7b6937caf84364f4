-- SPDX-License-Identifier: EUPL-1.2
-- What others laid in the inbox, and what the bank's mover says it took from the outbox. The name of a file
-- is what its sender called it, without characters that could do harm.
CREATE TABLE inbox_file(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB CHECK(sha256 IS NULL OR length(sha256) = 32),   -- NULL: it could not be read
    kind TEXT NOT NULL CHECK(kind IN ('run', 'bank', 'none')),
    outcome TEXT NOT NULL CHECK(outcome IN ('taken', 'known', 'set_aside')),
    code TEXT NOT NULL,         -- why it was set aside; empty otherwise
    at INTEGER NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_file_sha256 ON inbox_file(sha256);

-- The mover says that it took over the bytes of a file. One row per file.
CREATE TABLE file_receipt(
    file INTEGER PRIMARY KEY REFERENCES file(id),
    at INTEGER NOT NULL,        -- when this was read
    fact INTEGER NOT NULL
) STRICT;

-- What the schedule did. A task of a day runs once; a release that was refused is tried again.
CREATE TABLE schedule_outcome(
    id INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    object INTEGER NOT NULL,    -- the batch of a release or a reminder; 0 for a check of the day
    version INTEGER NOT NULL,   -- of that batch
    planned_day INTEGER NOT NULL,
    planned_minute INTEGER NOT NULL CHECK(planned_minute BETWEEN 0 AND 1439),
    day INTEGER NOT NULL,       -- when it ran
    minute INTEGER NOT NULL CHECK(minute BETWEEN 0 AND 1439),
    outcome TEXT NOT NULL CHECK(outcome IN ('done', 'refused', 'too_late')),
    code TEXT NOT NULL,         -- of a refusal; empty otherwise
    found INTEGER NOT NULL,     -- findings of a check, files handed over by a release
    late INTEGER NOT NULL CHECK(late IN (0, 1)),
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX schedule_outcome_task ON schedule_outcome(task, object, planned_day);
